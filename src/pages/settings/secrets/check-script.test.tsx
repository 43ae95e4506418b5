import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { FakeSecretsApi } from '../../../testing/FakeSecretsApi';
import { apiWithK6Secrets } from '../../../testing/k6-secrets';
import { actionsOf } from '../../../testing/personas';
import { plaintextIn } from '../../../testing/plaintext';
import { renderApp } from '../../../testing/renderApp';
import { SETTINGS_SECRETS_URL } from '../../routes';

const SCRIPT = `import secrets from 'k6/secrets';
// secrets.get('in-a-comment')
export default async function () {
  const login = await secrets.get('login');
  const mail = await secrets.get(\`mail\`);
  const key = \`Bearer \${await secrets.source('vault').get('api-key')}\`;
  const again = await secrets.get('api-key');
  const odd = await secrets.get('API_KEY');
  const any = await secrets.get(\`db-\${__ENV.STAGE}\`);
}
`;

const drawer = () => within(screen.getByRole('dialog', { name: 'Check my script' }));
const scriptField = () => drawer().findByRole('textbox', { name: 'Script' });
const findings = async () => within(await drawer().findByRole('region', { name: 'Secrets in the script' }));
const row = async (name: string) => {
  const rows = (await findings()).getAllByRole('listitem');
  const found = rows.find((item) => within(item).queryByText(name, { selector: 'code' }) !== null);
  if (found === undefined) {
    throw new Error(`The script asks for no ${name}`);
  }
  return within(found);
};

async function open(api: FakeSecretsApi) {
  const app = await renderApp({ api, url: SETTINGS_SECRETS_URL });
  await app.user.click(screen.getByRole('button', { name: 'Check my script' }));
  return app;
}

async function check(api: FakeSecretsApi, script = SCRIPT) {
  const app = await open(api);
  await app.user.click(await scriptField());
  await app.user.paste(script);
  return app;
}

describe('checking a script', () => {
  it('names each secret, whether it is there and whether k6 may read it', async () => {
    const api = apiWithK6Secrets();
    const { queryClient } = await check(api);
    expect((await findings()).getAllByRole('listitem')).toHaveLength(4);
    expect((await row('login')).getByText('k6 can read it')).toBeInTheDocument();
    expect((await row('mail')).getByText('k6 cannot read it')).toBeInTheDocument();
    expect((await row('api-key')).getByText('Does not exist')).toBeInTheDocument();
    expect((await row('api-key')).getByText(/^Lines 6, 7, from the secret source vault/)).toBeInTheDocument();
    expect((await row('API_KEY')).getByText('No secret can have this name')).toBeInTheDocument();
    expect((await findings()).getByText('Line 9 is not checkable')).toBeInTheDocument();
    expect(drawer().queryByText(/in-a-comment/, { selector: 'code' })).not.toBeInTheDocument();

    // The script goes nowhere.
    expect(JSON.stringify(api.requests)).not.toContain('__ENV');
    expect(plaintextIn('__ENV', { queryClient })).toEqual(['markup']);
  });

  it('creates what is missing, under its name and for k6', async () => {
    const api = apiWithK6Secrets();
    const { user } = await check(api);
    await user.click((await row('api-key')).getByRole('button', { name: 'Create api-key' }));
    const form = within(await screen.findByRole('dialog', { name: 'Create secret' }));
    expect(form.getByRole('textbox', { name: 'Name' })).toHaveValue('api-key');
    await user.type(form.getByRole('textbox', { name: 'Description' }), 'Key of the API');
    await user.type(form.getByRole('textbox', { name: 'Value' }), 'a value');
    await user.click(form.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Create secret' })).not.toBeInTheDocument());
    expect(await (await row('api-key')).findByText('k6 can read it')).toBeInTheDocument();
    expect(api.stored('api-key')).toMatchObject({ spec: { decrypters: ['k6-cloud'] } });
    expect(await scriptField()).toHaveValue(SCRIPT);
  });

  it('asks nothing when a form with a name alone is closed', async () => {
    const { user } = await check(apiWithK6Secrets());
    await user.click((await row('api-key')).getByRole('button', { name: 'Create api-key' }));
    const form = within(await screen.findByRole('dialog', { name: 'Create secret' }));
    await user.click(form.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Create secret' })).not.toBeInTheDocument());
  });

  it('lets k6 read what it may not, and changes nothing else', async () => {
    const api = apiWithK6Secrets();
    const { user, toasts } = await check(api);
    await user.click((await row('mail')).getByRole('button', { name: 'Let k6 read it: mail' }));
    expect(await (await row('mail')).findByText('k6 can read it')).toBeInTheDocument();
    expect(toasts).toEqual(['Grafana Cloud k6 can read secret mail now']);
    expect(api.stored('mail')).toMatchObject({
      metadata: { labels: { team: 'shop' } },
      spec: { description: 'SMTP relay', decrypters: ['synthetic-monitoring', 'k6-cloud'] },
    });
  });

  it('says in place when that fails', async () => {
    const api = apiWithK6Secrets();
    const { user } = await check(api);
    api.failNext('PUT', { status: 500, data: {} });
    await user.click((await row('mail')).getByRole('button', { name: 'Let k6 read it: mail' }));
    expect(await (await row('mail')).findByText('The server reported error 500')).toBeInTheDocument();
  });

  it('takes a dropped file', async () => {
    await open(apiWithK6Secrets());
    const file = new File([SCRIPT], 'script.js', { type: 'text/javascript' });
    Object.assign(file, { text: async () => SCRIPT });
    fireEvent.drop(await scriptField(), { dataTransfer: { files: { item: () => file } } });
    expect((await row('login')).getByText('k6 can read it')).toBeInTheDocument();
  });

  it('refuses a file that is no script by its size', async () => {
    await open(apiWithK6Secrets());
    const file = new File([new Uint8Array(1024 * 1024 + 1)], 'bundle.js');
    fireEvent.drop(await scriptField(), { dataTransfer: { files: { item: () => file } } });
    expect(await drawer().findByText(/too long for a script/)).toBeInTheDocument();
    expect(await scriptField()).toHaveValue('');
  });

  it('says so when the script asks for nothing', async () => {
    await check(apiWithK6Secrets(), "import http from 'k6/http';");
    expect(await drawer().findByText(/asks for no secrets/)).toBeInTheDocument();
  });

  it('calls nothing fine whose name is made at run time', async () => {
    await check(apiWithK6Secrets(), 'secrets.get(name);\nsecrets.get(`login${x}`);');
    expect((await findings()).getByText('Lines 1, 2 are not checkable')).toBeInTheDocument();
    expect(drawer().queryByText('k6 can read it')).not.toBeInTheDocument();
  });

  it('blocks what takes a permission, and says which', async () => {
    const api = apiWithK6Secrets();
    api.permissions = actionsOf('read');
    await check(api);
    expect((await row('api-key')).getByRole('button', { name: 'Create api-key' })).toHaveAccessibleDescription(
      'You need the permission secret.securevalues:create.'
    );
    expect((await row('mail')).getByRole('button', { name: /^Let/ })).toHaveAccessibleDescription(
      'You need the permission secret.securevalues:write.'
    );
  });

  it('is hidden from whoever may not see the list', async () => {
    const api = apiWithK6Secrets();
    api.permissions = actionsOf('create');
    await check(api);
    expect(await drawer().findByText(/hidden from you/)).toBeInTheDocument();
  });
});
