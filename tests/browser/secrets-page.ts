import type { Locator, Page } from '@playwright/test';

const APP_PATH = '/a/strongroom-secrets-app';

/** A page that lists secrets, and the words that it has for what can be done with them. */
export interface SecretsView {
  readonly path: string;
  readonly heading: string;
  readonly submitNew: string;
  readonly submitChanges: string;
  readonly replaceValue: string;
  /** What has to be typed before the secret of this name is deleted. */
  readonly confirmation: (name: string) => string;
  readonly submitDeletion: string;
  /** The one service whose secrets these are, by the name that people see; undefined where all secrets are. */
  readonly service: string | undefined;
}

/** The secrets of all services. */
export const SECRETS: SecretsView = {
  path: `${APP_PATH}/secrets`,
  heading: 'Secrets',
  submitNew: 'Create secret',
  submitChanges: 'Save secret',
  replaceValue: 'Replace value',
  confirmation: (name) => name,
  submitDeletion: 'Delete secret',
  service: undefined,
};

/** Those of Grafana Cloud k6, in its words. */
export const K6_SECRETS: SecretsView = {
  path: `${APP_PATH}/settings/secrets`,
  heading: 'Settings',
  submitNew: 'Save',
  submitChanges: 'Save',
  replaceValue: 'Reset',
  confirmation: () => 'Delete',
  submitDeletion: 'Delete',
  service: 'Grafana Cloud k6',
};

/** What a person enters; what is absent is left as it is. */
export interface SecretAnswers {
  readonly name?: string;
  readonly description?: string;
  readonly value?: string;
  /** Known decrypters, by the names that people see. */
  readonly decrypters?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** A list of secrets as a person works it: by roles and labels, never by structure. */
export class SecretsPage {
  readonly page: Page;
  readonly #view: SecretsView;

  constructor(page: Page, view: SecretsView = SECRETS) {
    this.page = page;
    this.#view = view;
  }

  /** @param query such as `?search=payments` */
  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.#view.path}${query}`);
    // A drawer that the address opens hides what is behind it from whoever cannot see.
    await this.page.getByRole('heading', { name: this.#view.heading, level: 1, includeHidden: true }).waitFor();
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'Secrets' });
  }

  row(name: string): Locator {
    const copyButton = this.page.getByRole('button', { name: `Copy the name ${name}`, exact: true });
    return this.table.getByRole('row').filter({ has: copyButton });
  }

  get search(): Locator {
    return this.page.getByRole('textbox', { name: 'Search' });
  }

  get labelSelector(): Locator {
    return this.page.getByRole('textbox', { name: 'Labels' });
  }

  get readableBy(): Locator {
    return this.page.getByRole('combobox', { name: 'Readable by' });
  }

  /** A field that narrows the list to one of the values that its secrets have in common. */
  facet(name: 'Readable by' | 'Keeper' | 'Managed by'): Locator {
    return this.page.getByRole('combobox', { name });
  }

  /** How many secrets the list has, as it is read out. */
  get count(): Locator {
    return this.page.getByRole('status').filter({ hasText: /secrets?$/ });
  }

  nameLink(name: string): Locator {
    return this.table.getByRole('link', { name, exact: true });
  }

  details(name: string): Locator {
    return this.page.getByRole('dialog', { name, exact: true });
  }

  get ownedSwitch(): Locator {
    return this.page.getByRole('switch', { name: /^Show secrets owned by other resources/ });
  }

  get viewButton(): Locator {
    return this.page.getByRole('button', { name: 'View', exact: true });
  }

  /** Narrows the list to what a known service may read. */
  async filterByDecrypter(name: string): Promise<void> {
    await this.readableBy.fill(name);
    await this.page.getByRole('option', { name }).last().click();
  }

  get createButton(): Locator {
    return this.page.getByRole('button', { name: 'Create secret' });
  }

  editButton(name: string): Locator {
    return this.page.getByRole('button', { name: `Edit ${name}`, exact: true });
  }

  deleteButton(name: string): Locator {
    return this.page.getByRole('button', { name: `Delete ${name}`, exact: true });
  }

  /** The form that is open. */
  get form(): SecretForm {
    return new SecretForm(this.page.getByRole('dialog', { name: /^(Create secret|Edit )/ }), this.#view);
  }

  get deletion(): Locator {
    return this.page.getByRole('dialog', { name: /^Delete / });
  }

  toast(text: string): Locator {
    return this.page.getByRole('status', { name: text, exact: true });
  }

  async startCreating(): Promise<SecretForm> {
    await this.createButton.click();
    await this.form.name.waitFor();
    return this.form;
  }

  async startEditing(name: string): Promise<SecretForm> {
    await this.editButton(name).click();
    await this.form.description.waitFor();
    return this.form;
  }

  async create(answers: SecretAnswers): Promise<void> {
    const form = await this.startCreating();
    await form.fill(answers);
    await form.submitNew.click();
    await form.dialog.waitFor({ state: 'detached' });
  }

  async delete(name: string): Promise<void> {
    await this.deleteButton(name).click();
    await this.deletion.getByRole('textbox', { name: /^To confirm/ }).fill(this.#view.confirmation(name));
    await this.deletion.getByRole('button', { name: this.#view.submitDeletion, exact: true }).click();
    await this.deletion.waitFor({ state: 'detached' });
  }
}

/** The form of a new secret, or of one that is changed. */
export class SecretForm {
  readonly dialog: Locator;
  readonly #view: SecretsView;

  constructor(dialog: Locator, view: SecretsView) {
    this.dialog = dialog;
    this.#view = view;
  }

  get name(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Name', exact: true });
  }

  get description(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Description', exact: true });
  }

  get value(): Locator {
    return this.dialog.getByRole('textbox', { name: /^(Value|New value)$/ });
  }

  get decrypters(): Locator {
    return this.dialog.getByRole('group', { name: 'Who can read it' });
  }

  decrypter(name: string): Locator {
    return this.decrypters.getByRole('checkbox', { name });
  }

  /** The explicit choice of a secret that no service may read. */
  get acceptNobody(): Locator {
    return this.decrypters.getByRole('checkbox', { name: 'Save it all the same' });
  }

  get otherDecrypter(): Locator {
    return this.decrypters.getByRole('textbox', { name: 'Another service' });
  }

  /** @param number from 1 */
  label(number: number, part: 'key' | 'value'): Locator {
    const name = part === 'key' ? `Key of label ${number}` : `Value of label ${number}`;
    return this.dialog.getByLabel(name, { exact: true });
  }

  get addLabel(): Locator {
    return this.dialog.getByRole('button', { name: 'Add label' });
  }

  get replaceValue(): Locator {
    return this.dialog.getByRole('button', { name: this.#view.replaceValue });
  }

  get submitNew(): Locator {
    return this.dialog.getByRole('button', { name: this.#view.submitNew, exact: true });
  }

  get submitChanges(): Locator {
    return this.dialog.getByRole('button', { name: this.#view.submitChanges, exact: true });
  }

  get cancel(): Locator {
    return this.dialog.getByRole('button', { name: 'Cancel' });
  }

  /** A new secret without decrypters is meant like that. */
  async fill({ name, description, value, decrypters = [], labels = {} }: SecretAnswers): Promise<void> {
    const texts: Array<readonly [Locator, string | undefined]> = [
      [this.name, name],
      [this.description, description],
      [this.value, value],
    ];
    for (const [field, text] of texts) {
      if (text !== undefined) {
        await field.fill(text);
      }
    }
    for (const decrypter of decrypters) {
      // By the keyboard: Grafana draws the box over the input, which no pointer reaches.
      await this.decrypter(decrypter).press('Space');
    }
    if (name !== undefined && decrypters.length === 0 && this.#view.service === undefined) {
      await this.acceptNobody.press('Space');
    }
    for (const [index, [key, text]] of Object.entries(labels).entries()) {
      await this.addLabel.press('Enter');
      await this.label(index + 1, 'key').fill(key);
      await this.label(index + 1, 'value').fill(text);
    }
  }
}
