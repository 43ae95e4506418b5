/** Keepers as a person works them, and secrets that refer to entries of their stores. A store in memory plays AWS. */
import { randomBytes } from 'node:crypto';
import { KEEPERS } from '../../src/domain/api-group.ts';
import { keeperFindings } from '../../src/domain/keeper-rules.ts';
import { KEEPER_ACTIONS, SECURE_VALUE_ACTIONS, type ResourceAction } from '../../src/domain/permissions.ts';
import type { KeeperSpec } from '../../src/domain/keeper.ts';
import { internal, invalid, routeNotFound } from '../../src/domain/status.ts';
import { AWS, KeepersApi, KeepersPage } from './keepers-page.ts';
import { expect, test as ownTest } from './own-service.ts';
import { pressEscape } from './press-escape.ts';
import { jsonOf } from './secrets-api.ts';
import type { SecretsPage } from './secrets-page.ts';
import { signIn } from './session.ts';
import { followBrowserTheme } from './themes.ts';
import { createToken } from './tokens.ts';

interface Fixtures {
  readonly keepers: KeepersPage;
  readonly keepersApi: KeepersApi;
  /** A name that no other keeper has. It goes when the test ends, with all its secrets. */
  readonly ownKeeper: (base: string) => string;
  /** A keeper that is there. */
  readonly seeded: (base: string, spec?: Partial<KeeperSpec>) => Promise<string>;
}

const test = ownTest.extend<Fixtures>({
  keepers: async ({ page }, use) => use(new KeepersPage(page)),
  keepersApi: async ({ context, api }, use) => use(new KeepersApi(context.request, api)),
  ownKeeper: async ({ api, keepersApi }, use) => {
    const names: string[] = [];
    await use((base) => {
      const name = `${base}-${randomBytes(3).toString('hex')}`;
      names.push(name);
      return name;
    });
    await keepersApi.activate('system');
    const { items } = await (await api.list()).json();
    for (const { metadata, status } of items) {
      if (names.includes(status.keeper)) {
        await api.delete(metadata.name);
      }
    }
    for (const name of names) {
      await keepersApi.delete(name);
    }
  },
  seeded: async ({ keepersApi, ownKeeper }, use) =>
    use(async (base, spec) => {
      const name = ownKeeper(base);
      await keepersApi.seed(name, spec);
      return name;
    }),
});

test.use({ program: 'tests/serve-with-store.ts', fileEnv: { SECRETS_AWS_KEEPERS: 'on' } });

const KEEPER_CALLS = /\/apis\/secret\.grafana\.app\/v1beta1\/namespaces\/[^/]+\/keepers$/;

test.describe('20: the list of keepers', () => {
  test('20: begins with the built-in one, which is active where no other is', async ({ page, keepers, look }) => {
    test.slow();
    await followBrowserTheme(page);
    await keepers.open();
    await expect(keepers.row('system')).toContainText('Active');
    await expect(keepers.row('system')).toContainText('Built in');
    await expect(page.getByRole('status').filter({ hasText: 'New secrets go to system' })).toBeVisible();
    await expect(keepers.button('Activate', 'system')).toBeDisabled();
    await expect(keepers.button('Edit', 'system')).toHaveCount(0);
    await expect(keepers.button('Delete', 'system')).toHaveCount(0);
    await expect(page.getByText('There is no other keeper yet')).toBeVisible();
    await look('keepers-empty');
  });

  test('20: marks the active one, and leads to the secrets of each', async ({
    page,
    keepers,
    keepersApi,
    seeded,
    secrets,
    api,
    ownName,
    look,
  }) => {
    test.slow();
    await followBrowserTheme(page);
    const [idle, active] = [await seeded('aws-idle'), await seeded('aws-active')];
    await keepersApi.activate(active);
    const [first, second] = [ownName('first'), ownName('second')];
    await api.seed({ name: first });
    await api.seed({ name: second });

    await keepers.open();
    await expect(keepers.row(active)).toContainText('Active');
    await expect(keepers.row(active)).toContainText('AWS Secrets Manager, eu-west-1');
    await expect(keepers.row(active)).toContainText(AWS.assumeRole.assumeRoleArn);
    await expect(keepers.row(idle)).toContainText('Not active');
    await expect(keepers.row(idle)).toContainText('None');
    await expect(keepers.row('system')).toContainText('Not active');
    await look('keepers-list');

    await keepers.row(active).getByRole('link', { name: '2 secrets' }).click();
    await expect(secrets.nameLink(first)).toBeVisible();
    await expect(secrets.nameLink(second)).toBeVisible();
    await expect(secrets.count).toHaveText(/2 .*secrets/);
  });

  test('20: shows kinds that have no form, by their names', async ({ page, keepers, seeded }) => {
    const name = await seeded('elsewhere');
    await page.route(
      ({ pathname }) => KEEPER_CALLS.test(pathname),
      async (route) => {
        const response = await route.fetch();
        const list = await response.json();
        list.items[0].spec = { description: 'Of an older Grafana', hashiCorpVault: { address: 'https://vault' } };
        await route.fulfill({ response, json: list });
      }
    );
    await keepers.open();
    await expect(keepers.row(name)).toContainText('HashiCorp Vault');
    await expect(keepers.button('Edit', name)).toBeDisabled();
    await expect(keepers.button('Edit', name)).toHaveAccessibleDescription(/no form for this kind/);
    await expect(keepers.button('Activate', name)).toBeEnabled();
  });

  test('20: that cannot be read says so and has Retry; a server without keepers is no failure', async ({
    page,
    keepers,
    look,
  }) => {
    test.slow();
    await followBrowserTheme(page);
    let answer = internal('the store is away');
    await page.route(
      ({ pathname }) => KEEPER_CALLS.test(pathname),
      (route) => route.fulfill({ status: answer.code, json: answer })
    );
    await page.goto('/a/strongroom-secrets-app/settings/keepers');
    await expect(page.getByText('The server reported error 500')).toBeVisible();
    await look('keepers-failed');
    answer = routeNotFound();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('The server has no keepers but itself')).toBeVisible();
    await look('keepers-none');
    await page.unroute(({ pathname }) => KEEPER_CALLS.test(pathname));
    await page.unrouteAll();
    await page.reload();
    await expect(keepers.row('system')).toContainText('Active');
  });
});

test.describe('20: what somebody may not do names the permission', () => {
  const cases: ReadonlyArray<
    [string, readonly ResourceAction[], (keepers: KeepersPage, name: string) => Promise<void>]
  > = [
    [
      'nothing',
      [],
      async ({ page }) => {
        await expect(page.getByText('Keepers are hidden from you')).toBeVisible();
        await expect(page.getByText(KEEPER_ACTIONS.read)).toBeVisible();
      },
    ],
    [
      'only to read',
      [KEEPER_ACTIONS.read],
      async (keepers, name) => {
        const missing = (action: string) => `You need the permission ${action}.`;
        await expect(keepers.addButton).toHaveAccessibleDescription(missing(KEEPER_ACTIONS.create));
        await expect(keepers.button('Activate', name)).toHaveAccessibleDescription(missing(KEEPER_ACTIONS.create));
        await expect(keepers.button('Edit', name)).toHaveAccessibleDescription(missing(KEEPER_ACTIONS.write));
        await expect(keepers.button('Delete', name)).toHaveAccessibleDescription(
          `You need the permissions ${KEEPER_ACTIONS.delete}, ${SECURE_VALUE_ACTIONS.read}.`
        );
        await expect(keepers.row(name)).toContainText('Not known');
      },
    ],
    [
      'all but to see secrets',
      Object.values(KEEPER_ACTIONS),
      async (keepers, name) => {
        await expect(keepers.button('Activate', name)).toBeEnabled();
        await expect(keepers.button('Edit', name)).toBeEnabled();
        // Whoever cannot see the secrets cannot tell whether one would be lost.
        await expect(keepers.button('Delete', name)).toBeDisabled();
      },
    ],
  ];
  for (const [of, held, expectScreen] of cases) {
    test(`20: of somebody who may do ${of}`, async ({ page, context, keepers, seeded, service }) => {
      const name = await seeded('guarded');
      const admin = await context.storageState();
      await signIn(context, 'Viewer', await createToken(service, 'Viewer', held));
      await page.goto('/a/strongroom-secrets-app/settings/keepers');
      await expectScreen(keepers, name);
      await context.clearCookies();
      await context.addCookies(admin.cookies);
    });
  }
});

test('20: a keeper in AWS is set up with the policies that AWS needs, and changed', async ({
  page,
  context,
  keepers,
  keepersApi,
  ownKeeper,
  look,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await followBrowserTheme(page);
  const name = ownKeeper('aws-prod');
  await keepers.open();
  await keepers.addButton.click();
  const form = keepers.dialog('Add keeper');
  await expect(keepers.field(form, 'Name')).toBeFocused();
  await look('keepers-form');

  await keepers.fill(form, { Name: 'system' });
  await form.getByRole('button', { name: 'Add keeper' }).press('Enter');
  await expect(form.getByText('This is the name of the built-in keeper')).toBeVisible();
  for (const text of ['Say in a few words', 'Enter the region', 'Enter the ARN of the role', 'Enter the external ID']) {
    await expect(form.getByText(text)).toBeVisible();
  }
  await expect(keepers.field(form, 'Name')).toBeFocused();
  await look('keepers-form-with-errors');

  await keepers.fill(form, {
    Name: name,
    Description: 'Production account',
    'AWS region': 'eu-west-1',
    'KMS key': 'alias/secrets',
    'ARN of the role': 'arn:aws:iam::210987654321:role/secrets',
  });
  await keepers.field(form, 'AWS identity of the server').fill('123456789012');
  await form.getByRole('button', { name: 'Generate an ID' }).click();
  const externalId = await keepers.field(form, 'External ID').inputValue();
  expect(externalId).toMatch(/^[0-9a-f-]{36}$/);

  await form.getByRole('button', { name: /^Copy: Trust policy/ }).click();
  const trust = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(trust.Statement).toEqual([
    expect.objectContaining({
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    }),
  ]);
  await form.getByRole('button', { name: /^Copy: Permission policy/ }).click();
  const permissions = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(permissions.Statement.map(({ Resource: resource }: { Resource: string }) => resource)).toEqual([
    'arn:aws:secretsmanager:eu-west-1:210987654321:secret:grafana-secrets-manager/*',
    'arn:aws:secretsmanager:eu-west-1:210987654321:secret:*',
    '*',
    'arn:aws:kms:eu-west-1:210987654321:key/*',
  ]);
  await look('keepers-form-with-policies');

  await form.getByRole('button', { name: 'Add keeper' }).click();
  await expect(form).toBeHidden();
  await expect(keepers.toast(`Keeper ${name} added`)).toBeVisible();
  await expect(keepers.row(name)).toContainText('Not active');
  expect(await keepersApi.spec(name)).toEqual({
    description: 'Production account',
    aws: {
      region: 'eu-west-1',
      assumeRole: { assumeRoleArn: 'arn:aws:iam::210987654321:role/secrets', externalID: externalId },
      kmsKeyId: 'alias/secrets',
    },
  });

  await keepers.button('Edit', name).click();
  const edit = keepers.dialog(`Edit ${name}`);
  await expect(keepers.field(edit, 'Description')).toBeFocused();
  await expect(keepers.field(edit, 'Name')).not.toBeEditable();
  await expect(edit.getByText('A change here moves nothing')).toBeVisible();
  await keepers.fill(edit, { Description: 'Changed', 'KMS key': '' });
  await look('keepers-edit');
  await keepersApi.update(name, { description: 'By somebody else', aws: AWS });
  // By the keyboard: a pointer over the button would change its colours.
  await edit.getByRole('button', { name: 'Save keeper' }).press('Enter');
  const conflict = edit.getByText('This keeper was changed while you had it open');
  await expect(conflict).toBeVisible();
  await look('keepers-edit-conflict');
  await edit.getByRole('button', { name: 'Load the latest version' }).click();
  await expect(keepers.field(edit, 'Description')).toHaveValue('By somebody else');
  await keepers.fill(edit, { Description: 'Of both' });
  await edit.getByRole('button', { name: 'Save keeper' }).click();
  await expect(edit).toBeHidden();
  await expect(keepers.button('Edit', name)).toBeFocused();
  expect(await keepersApi.spec(name)).toEqual({ description: 'Of both', aws: AWS });
});

test('20: what the server refuses is at its field', async ({ page, keepers, seeded }) => {
  const name = await seeded('taken');
  await keepers.open();
  await keepers.addButton.click();
  const form = keepers.dialog('Add keeper');
  await keepers.fill(form, {
    Name: name,
    Description: 'd',
    'AWS region': 'eu-west-1',
    'External ID': 'ext-1',
    'ARN of the role': 'not an ARN',
  });
  await expect(form.getByText('This does not look like the ARN of a role')).toBeVisible();
  await form.getByRole('button', { name: 'Add keeper' }).click();
  await expect(form.getByText('There is a keeper with this name already')).toBeVisible();
  await expect(keepers.field(form, 'Name')).toBeFocused();
  // As if the server had a rule more than the page.
  const findings = keeperFindings(
    { name: 'new', namespace: 'default', spec: { description: '', aws: AWS } },
    'available'
  );
  const refusal = invalid(KEEPERS, 'new', findings);
  await page.route(
    ({ pathname }) => KEEPER_CALLS.test(pathname),
    (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: refusal.code, json: refusal }) : route.continue()
  );
  await keepers.fill(form, { Name: 'new' });
  await form.getByRole('button', { name: 'Add keeper' }).click();
  await expect(keepers.field(form, 'Description')).toHaveAccessibleDescription(/The server refused this/);
  await expect(keepers.field(form, 'Description')).toBeFocused();
});

test('20: an activation says what changes and what does not, and moves nothing', async ({
  page,
  keepers,
  seeded,
  secrets,
  api,
  ownName,
  look,
}) => {
  test.slow();
  await followBrowserTheme(page);
  const name = await seeded('aws-next');
  const before = ownName('before');
  await api.seed({ name: before, value: 'kept where it is' });
  await keepers.open();
  await keepers.button('Activate', name).press('Enter');
  const dialog = keepers.dialog(`Activate ${name}`);
  await expect(dialog.getByText(`the values of new secrets go to ${name}, and no longer to system`)).toBeVisible();
  await expect(dialog.getByText('Values are never moved')).toBeVisible();
  await expect(dialog.getByText(/^system: \d+ secrets?$/)).toBeVisible();
  await look('keepers-activate');
  // An Enter right after the question does nothing.
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(keepers.button('Activate', name)).toBeFocused();
  await expect(keepers.row(name)).toContainText('Not active');

  await keepers.activate(name);
  await expect(keepers.toast(`New secrets go to ${name} now`)).toBeVisible();
  await expect(keepers.row(name)).not.toContainText('Not active');
  await expect(keepers.row('system')).toContainText('Not active');
  await expect(keepers.button('Delete', name)).toBeFocused();

  const after = ownName('after');
  await secrets.open();
  await secrets.create({ name: after, description: 'Kept in AWS', value: 'goes there' });
  const keeperOf = async (secret: string) => (await jsonOf(await api.get(secret))).status;
  expect(await keeperOf(after)).toMatchObject({ keeper: name });
  expect(await keeperOf(before)).toMatchObject({ keeper: 'system' });

  await keepers.open();
  await keepers.button('Activate', 'system').click();
  await expect(
    keepers.dialog('Activate system').getByText('cannot refer to entries of an external store')
  ).toBeVisible();
  await keepers.dialog('Activate system').getByRole('button', { name: 'Activate keeper' }).click();
  await expect(keepers.row('system')).not.toContainText('Not active');
  expect(await keeperOf(after)).toMatchObject({ keeper: name });
});

test('20: an activation that fails says so, and can be tried again', async ({ page, keepers, seeded }) => {
  const name = await seeded('aws-next');
  let fails = true;
  await page.route(
    ({ pathname }) => pathname.endsWith('/activate'),
    (route) => (fails ? route.fulfill({ status: 500, json: internal('away') }) : route.continue())
  );
  await keepers.open();
  await keepers.button('Activate', name).click();
  const dialog = keepers.dialog(`Activate ${name}`);
  await dialog.getByRole('button', { name: 'Activate keeper' }).click();
  await expect(dialog.getByText('The server reported error 500')).toBeVisible();
  fails = false;
  await dialog.getByRole('button', { name: 'Activate keeper' }).click();
  await expect(dialog).toBeHidden();
  await expect(keepers.row(name)).not.toContainText('Not active');
});

test('20: a keeper is not deleted while it is active or a secret names it', async ({
  page,
  keepers,
  keepersApi,
  seeded,
  secrets,
  api,
  ownName,
  look,
}) => {
  test.slow();
  await followBrowserTheme(page);
  const [name, other] = [await seeded('aws-old'), await seeded('aws-other')];
  await keepersApi.activate(name);
  const kept = ownName('kept');
  await api.seed({ name: kept });

  await keepers.open();
  await keepers.button('Delete', name).click();
  const dialog = keepers.dialog(`Delete ${name}`);
  await expect(dialog.getByText('The active keeper cannot be deleted')).toBeVisible();
  await look('keepers-delete-active');
  await dialog.getByRole('button', { name: 'Close' }).last().press('Enter');
  await expect(keepers.button('Delete', name)).toBeFocused();

  await keepers.activate('system');
  await keepers.button('Delete', name).click();
  await expect(dialog.getByText('A keeper that has secrets cannot be deleted')).toBeVisible();
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await look('keepers-delete-in-use');
  await dialog.getByRole('link', { name: '1 secret' }).click();
  await secrets.delete(kept);

  await keepers.open();
  await keepers.button('Delete', name).click();
  const typed = dialog.getByRole('textbox', { name: /^To confirm, type the name of the keeper/ });
  await expect(typed).toBeFocused();
  await typed.fill(name.toUpperCase());
  await expect(dialog.getByRole('button', { name: 'Delete keeper' })).toBeDisabled();
  await typed.fill(name);
  await look('keepers-delete');
  // Something came in between: the page looks once more, whatever a server would do.
  await keepersApi.activate(name);
  await dialog.getByRole('button', { name: 'Delete keeper' }).click();
  await expect(dialog.getByText('The active keeper cannot be deleted')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().press('Enter');
  await keepersApi.activate('system');

  await keepers.button('Delete', name).click();
  await typed.fill(name);
  await typed.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(keepers.toast(`Keeper ${name} deleted`)).toBeVisible();
  await expect(keepers.row(name)).toHaveCount(0);
  await expect(keepers.button('Delete', other)).toBeFocused();
  expect(await keepersApi.status(name)).toBe(404);
});

test('20: a deletion that the server refuses is told', async ({ page, keepers, keepersApi, seeded, api, ownName }) => {
  const name = await seeded('aws-hidden');
  await keepersApi.activate(name);
  await api.seed({ name: ownName('unseen') });
  await keepersApi.activate('system');
  // Whoever may read only some secrets sees a shorter list.
  await page.route(`**${api.collection}*`, (route) =>
    route.fulfill({ json: { kind: 'SecureValueList', metadata: {}, items: [] } })
  );
  await keepers.open();
  await keepers.button('Delete', name).click();
  const dialog = keepers.dialog(`Delete ${name}`);
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: 'Delete keeper' }).click();
  await expect(dialog.getByText('The server keeps this keeper')).toBeVisible();
  expect(await keepersApi.status(name)).toBe(200);
});

test('20: by the keyboard alone, which stays where it was', async ({ page, keepers, seeded }) => {
  const name = await seeded('by-keys');
  const { keyboard } = page;
  await keepers.open();
  await keepers.addButton.press('Enter');
  await keyboard.type('unfinished');
  await pressEscape(page);
  const question = page.getByRole('dialog', { name: 'Discard your changes?' });
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await question.getByRole('button', { name: 'Discard changes' }).press('Enter');
  await expect(keepers.addButton).toBeFocused();
  await keepers.button('Edit', name).press('Enter');
  await expect(keepers.field(keepers.dialog(`Edit ${name}`), 'Description')).toBeFocused();
  await pressEscape(page);
  await expect(keepers.button('Edit', name)).toBeFocused();
});

test.describe('21: a secret that refers to an entry of an external store', () => {
  const choice = (secrets: SecretsPage) =>
    secrets.form.dialog.getByRole('group', { name: 'Where the value comes from' });
  const entry = (secrets: SecretsPage) =>
    secrets.form.dialog.getByRole('textbox', { name: 'Entry in the external store' });

  test('21: is offered only while the active keeper is external', async ({ page, keepersApi, seeded, secrets }) => {
    const name = await seeded('aws-refs');
    await secrets.open();
    const answered = page.waitForResponse((response) => KEEPER_CALLS.test(new URL(response.url()).pathname));
    await secrets.startCreating();
    await answered;
    await expect(secrets.form.value).toBeVisible();
    await expect(choice(secrets)).toHaveCount(0);

    await keepersApi.activate(name);
    await secrets.open();
    await secrets.startCreating();
    await expect(choice(secrets)).toBeVisible();
    await expect(choice(secrets).getByText(name)).toHaveCount(2);
    await expect(secrets.form.value).toBeVisible();
  });

  test('21: is made by its path of at most 1,024 characters, for life, and its path can be changed', async ({
    page,
    keepersApi,
    seeded,
    secrets,
    api,
    ownName,
    look,
  }) => {
    test.slow();
    await followBrowserTheme(page);
    const keeper = await seeded('aws-refs');
    await keepersApi.activate(keeper);
    const name = ownName('referring');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ name, description: 'Kept by the payments team', value: 'typed by mistake' });
    await choice(secrets)
      .getByRole('radio', { name: /^An entry/ })
      .press('Space');
    await expect(form.value).toHaveCount(0);
    await expect(choice(secrets)).toHaveAccessibleDescription(/can never be changed/);
    await form.submitNew.press('Enter');
    await expect(entry(secrets)).toHaveAccessibleDescription(/Enter the name of the entry/);
    await expect(entry(secrets)).toBeFocused();
    await look('reference-form');

    await entry(secrets).fill('é'.repeat(1025));
    await expect(entry(secrets)).toHaveAccessibleDescription(/Use at most 1024 characters/);
    await entry(secrets).fill('é'.repeat(1024));
    await expect(entry(secrets)).toHaveAccessibleDescription(/1024 of 1024 characters/);
    await expect(entry(secrets)).not.toHaveAccessibleDescription(/Use at most/);
    await form.submitNew.press('Enter');
    await expect(form.dialog).toBeHidden();
    const stored = async () => await jsonOf(await api.get(name));
    expect(await stored()).toMatchObject({ spec: { ref: 'é'.repeat(1024) }, status: { keeper } });

    // Whichever keeper is active: it stays what it is, and where.
    await keepersApi.activate('system');
    await secrets.open();
    await secrets.startEditing(name);
    await expect(entry(secrets)).toHaveValue('é'.repeat(1024));
    await expect(choice(secrets)).toHaveCount(0);
    await expect(form.replaceValue).toHaveCount(0);
    await entry(secrets).fill('payments/api-token');
    await look('reference-edit');
    await form.submitChanges.press('Enter');
    await expect(form.dialog).toBeHidden();
    expect(await stored()).toMatchObject({ spec: { ref: 'payments/api-token' }, status: { keeper, version: 2 } });
    await secrets.nameLink(name).click();
    await expect(secrets.details(name).getByText('payments/api-token')).toBeVisible();
  });

  test('21: is sent without the value that was typed before, and the other way round', async ({
    page,
    keepersApi,
    seeded,
    secrets,
    ownName,
  }) => {
    await keepersApi.activate(await seeded('aws-refs'));
    const sent: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/securevalues')) {
        sent.push(request.postDataJSON().spec);
      }
    });
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ name: ownName('valued'), description: 'd', value: 'first' });
    await choice(secrets)
      .getByRole('radio', { name: /^An entry/ })
      .press('Space');
    await entry(secrets).fill('some/entry');
    await choice(secrets)
      .getByRole('radio', { name: /^A value/ })
      .press('Space');
    await expect(form.value).toHaveValue('');
    await form.value.fill('second');
    await form.submitNew.press('Enter');
    await expect(form.dialog).toBeHidden();
    expect(sent).toEqual([{ description: 'd', decrypters: [], value: 'second' }]);
  });

  test('21: is refused by the server once no external keeper is active any more', async ({
    keepersApi,
    seeded,
    secrets,
    api,
    ownName,
  }) => {
    await keepersApi.activate(await seeded('aws-refs'));
    const name = ownName('too-late');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ name, description: 'd' });
    await choice(secrets)
      .getByRole('radio', { name: /^An entry/ })
      .press('Space');
    await entry(secrets).fill('some/entry');
    await keepersApi.activate('system');
    await form.submitNew.press('Enter');
    await expect(form.dialog.getByRole('alert').filter({ hasText: '3rd party keepers' })).toBeVisible();
    await expect(entry(secrets)).toHaveValue('some/entry');
    expect((await api.get(name)).status()).toBe(404);
  });
});
