/** What the page shows and the server answers, by the four permissions on secrets, whatever their combination. */
import type { Locator } from '@playwright/test';
import { SECURE_VALUE_ACTIONS, type ResourceOperation } from '../../src/domain/permissions.ts';
import { expect, test } from './own-service.ts';
import type { SecretsApi } from './secrets-api.ts';
import { K6_SECRETS, SECRETS, SecretsPage } from './secrets-page.ts';
import { signIn } from './session.ts';
import { createToken } from './tokens.ts';

interface Combination {
  readonly held: readonly ResourceOperation[];
  /** The list, or that it is hidden: which is not to say that it is empty. */
  readonly shows: 'list' | 'hidden';
  /** Controls that are there and say which permission they lack. Those of a row are there only with the list. */
  readonly blocked: readonly ResourceOperation[];
  /** To POST, GET of the list, GET, PUT and DELETE. */
  readonly answers: readonly [number, number, number, number, number];
}

const COMBINATIONS: readonly Combination[] = [
  { held: [], shows: 'hidden', blocked: ['create'], answers: [403, 403, 403, 403, 403] },
  { held: ['create'], shows: 'hidden', blocked: [], answers: [201, 403, 403, 403, 403] },
  { held: ['read'], shows: 'list', blocked: ['create', 'write', 'delete'], answers: [403, 200, 200, 403, 403] },
  { held: ['write'], shows: 'hidden', blocked: ['create'], answers: [403, 403, 403, 200, 403] },
  { held: ['delete'], shows: 'hidden', blocked: ['create'], answers: [403, 403, 403, 403, 200] },
  { held: ['create', 'read'], shows: 'list', blocked: ['write', 'delete'], answers: [201, 200, 200, 403, 403] },
  { held: ['create', 'write'], shows: 'hidden', blocked: [], answers: [201, 403, 403, 200, 403] },
  { held: ['create', 'delete'], shows: 'hidden', blocked: [], answers: [201, 403, 403, 403, 200] },
  { held: ['read', 'write'], shows: 'list', blocked: ['create', 'delete'], answers: [403, 200, 200, 200, 403] },
  { held: ['read', 'delete'], shows: 'list', blocked: ['create', 'write'], answers: [403, 200, 200, 403, 200] },
  { held: ['write', 'delete'], shows: 'hidden', blocked: ['create'], answers: [403, 403, 403, 200, 200] },
  { held: ['create', 'read', 'write'], shows: 'list', blocked: ['delete'], answers: [201, 200, 200, 200, 403] },
  { held: ['create', 'read', 'delete'], shows: 'list', blocked: ['write'], answers: [201, 200, 200, 403, 200] },
  { held: ['create', 'write', 'delete'], shows: 'hidden', blocked: [], answers: [201, 403, 403, 200, 200] },
  { held: ['read', 'write', 'delete'], shows: 'list', blocked: ['create'], answers: [403, 200, 200, 200, 200] },
  { held: ['create', 'read', 'write', 'delete'], shows: 'list', blocked: [], answers: [201, 200, 200, 200, 200] },
];

/** What the page says of a control that works: nothing. */
async function expectControl(control: Locator, operation: ResourceOperation, { blocked }: Combination): Promise<void> {
  if (!blocked.includes(operation)) {
    await expect(control).toBeEnabled();
    return;
  }
  await expect(control).toBeDisabled();
  const words = `You need the permission ${SECURE_VALUE_ACTIONS[operation]}.`;
  await expect(control).toHaveAccessibleDescription(words);
  await control.focus();
  await expect(control.page().getByRole('tooltip')).toHaveText(words);
  await control.press('Enter');
  await expect(control.page().getByRole('dialog')).toBeHidden();
}

async function expectPage(secrets: SecretsPage, name: string, combination: Combination): Promise<void> {
  const { page } = secrets;
  await expectControl(secrets.createButton, 'create', combination);
  if (combination.shows === 'hidden') {
    await expect(page.getByText('The list of secrets is hidden from you')).toBeVisible();
    await expect(page.getByText(/^There may be secrets here\. To see them you need the permission/)).toContainText(
      SECURE_VALUE_ACTIONS.read
    );
    await expect(page.getByText('Create your first secret')).toBeHidden();
    await expect(secrets.table).toBeHidden();
    return;
  }
  await expect(secrets.row(name)).toBeVisible();
  await expectControl(secrets.editButton(name), 'write', combination);
  await expectControl(secrets.deleteButton(name), 'delete', combination);
}

async function answersOf(api: SecretsApi, name: string, another: string): Promise<number[]> {
  const spec = { description: 'Sent by a test', decrypters: ['k6-cloud'] };
  const answers = [
    await api.create({ metadata: { name: another }, spec: { ...spec, value: 'a value' } }),
    await api.list(),
    await api.get(name),
    await api.update(name, { metadata: { name }, spec }),
    await api.delete(name),
  ];
  return answers.map((answer) => answer.status());
}

for (const combination of COMBINATIONS) {
  const { held, answers } = combination;

  test(`with the permissions: ${held.join(', ') || 'none'}`, async ({ page, context, api, service, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name, decrypters: ['k6-cloud'] });
    const token = await createToken(
      service,
      'Viewer',
      held.map((operation) => SECURE_VALUE_ACTIONS[operation])
    );
    await signIn(context, 'Viewer', token);

    await test.step('the Secrets page', async () => {
      const secrets = new SecretsPage(page, SECRETS);
      await secrets.open();
      await expectPage(secrets, name, combination);
    });

    await test.step('Settings > Secrets', async () => {
      // By the keyboard: after a click, the browser takes no focus for one that a tooltip should follow.
      await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Settings' }).press('Enter');
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await expectPage(new SecretsPage(page, K6_SECRETS), name, combination);
    });

    await test.step('the server, with the same session', async () => {
      expect(await answersOf(api, name, ownName('another'))).toEqual(answers);
    });
  });
}
