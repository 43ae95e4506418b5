import type { APIRequestContext, Locator, Page } from '@playwright/test';
import type { KeeperSpec } from '../../src/domain/keeper.ts';
import type { SecretsApi } from './secrets-api.ts';

const PATH = '/a/strongroom-secrets-app/settings/keepers';

/** A place in AWS, as a keeper's spec names it. */
export const AWS = {
  region: 'eu-west-1',
  assumeRole: { assumeRoleArn: 'arn:aws:iam::210987654321:role/secrets', externalID: 'ext-1' },
};

/** What a person enters; what is absent is left as it is. */
export interface KeeperAnswers {
  readonly Name?: string;
  readonly Description?: string;
  readonly 'AWS region'?: string;
  readonly 'External ID'?: string;
  readonly 'KMS key'?: string;
  readonly 'ARN of the role'?: string;
}

/** The page of the keepers as a person works it: by roles and labels, never by structure. */
export class KeepersPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto(PATH);
    await this.table.waitFor();
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Keepers' });
  }

  row(name: string): Locator {
    const activate = this.button('Activate', name);
    return this.table.getByRole('row').filter({ has: activate });
  }

  button(what: 'Activate' | 'Edit' | 'Delete', name: string): Locator {
    return this.page.getByRole('button', { name: `${what} ${name}`, exact: true });
  }

  get addButton(): Locator {
    return this.page.getByRole('button', { name: 'Add keeper' }).first();
  }

  /** What is open over the list. */
  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name, exact: true });
  }

  field(dialog: Locator, name: keyof KeeperAnswers | 'AWS identity of the server'): Locator {
    return dialog.getByRole('textbox', { name, exact: true });
  }

  async fill(dialog: Locator, answers: KeeperAnswers): Promise<void> {
    for (const [name, text] of Object.entries(answers)) {
      await dialog.getByRole('textbox', { name, exact: true }).fill(text);
    }
  }

  async activate(name: string): Promise<void> {
    await this.button('Activate', name).click();
    const dialog = this.dialog(`Activate ${name}`);
    await dialog.getByRole('button', { name: 'Activate keeper' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  toast(text: string): Locator {
    return this.page.getByRole('status', { name: text, exact: true });
  }
}

/** The keepers of the API group, at the path that the plugin uses. */
export class KeepersApi {
  readonly #request: APIRequestContext;
  readonly collection: string;

  constructor(request: APIRequestContext, { collection }: Pick<SecretsApi, 'collection'>) {
    this.#request = request;
    this.collection = collection.replace(/securevalues$/, 'keepers');
  }

  /** Puts a keeper there, and fails where it cannot. */
  async seed(name: string, spec: Partial<KeeperSpec> = {}): Promise<void> {
    const data = { metadata: { name }, spec: { description: `Store of ${name}`, aws: AWS, ...spec } };
    const answer = await this.#request.post(this.collection, { data });
    if (answer.status() !== 201) {
      throw new Error(`${name} was not created: status ${answer.status()}`);
    }
  }

  async spec(name: string): Promise<unknown> {
    const { spec } = await (await this.#request.get(`${this.collection}/${name}`)).json();
    return spec;
  }

  async status(name: string): Promise<number> {
    return (await this.#request.get(`${this.collection}/${name}`)).status();
  }

  async update(name: string, spec: KeeperSpec): Promise<void> {
    const answer = await this.#request.put(`${this.collection}/${name}`, { data: { metadata: { name }, spec } });
    if (!answer.ok()) {
      throw new Error(`${name} was not changed: status ${answer.status()}`);
    }
  }

  async activate(name: string): Promise<void> {
    const answer = await this.#request.post(`${this.collection}/${name}/activate`, { data: {} });
    if (!answer.ok()) {
      throw new Error(`${name} was not activated: status ${answer.status()}`);
    }
  }

  /** No error where it is gone already. */
  async delete(name: string): Promise<void> {
    await this.#request.delete(`${this.collection}/${name}`);
  }
}
