import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { KEEPER_ACTIONS, type Action } from '../../../domain/permissions';
import { FAKE_AWS } from '../../../testing/FakeKeepers';
import { FakeSecretsApi } from '../../../testing/FakeSecretsApi';
import { ALL_ACTIONS, ALL_KEEPER_ACTIONS } from '../../../testing/personas';
import { renderApp } from '../../../testing/renderApp';
import { KEEPERS_URL } from '../../routes';

const PROXIED = '/api/plugin-proxy/strongroom-secrets-app/backend/apis/secret.grafana.app/v1beta1';
const CONFIGURED = { backendUrl: 'http://backend.test:3001' };

function apiWithKeepers(...names: readonly string[]): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.permissions = new Set<Action>([...ALL_ACTIONS, ...ALL_KEEPER_ACTIONS]);
  names.forEach((name) => api.keepers.seed(name, { aws: FAKE_AWS }));
  return api;
}

const open = (api: FakeSecretsApi, settings = {}) => renderApp({ api, url: KEEPERS_URL, settings });
const dialog = () => within(screen.getByRole('dialog'));
const field = (name: string) => dialog().getByRole('textbox', { name });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
const button = (name: string) => screen.findByRole('button', { name });
const rowOf = async (name: string) => {
  const row = (await button(`Activate ${name}`)).closest('tr');
  return within(row ?? document.body);
};

async function fill(user: UserEvent, texts: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(texts)) {
    await user.clear(field(name));
    await user.click(field(name));
    // A keystroke each would take most of the time of these tests.
    await user.paste(text);
  }
}

const COMPLETE = {
  Name: 'aws-prod',
  Description: 'Production',
  'AWS region': 'eu-west-1',
  'External ID': 'ext-1',
  'ARN of the role': FAKE_AWS.assumeRole.assumeRoleArn,
};

describe('keepers', () => {
  it('begin with the built-in one, and are counted by their secrets', async () => {
    const api = apiWithKeepers('aws');
    api.seed('first');
    api.keepers.active = 'aws';
    api.seed('second');
    api.seed('third');
    await open(api);
    expect((await rowOf('aws')).getByText('Active')).toBeInTheDocument();
    expect((await rowOf('system')).getByText('Not active')).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: '2 secrets' })).toHaveAttribute(
      'href',
      expect.stringContaining('/secrets?keeper=aws&owned=true')
    );
    expect(screen.getByRole('link', { name: '1 secret' })).toBeInTheDocument();
  });

  it.each([
    [{ azure: {} }, 'Azure Key Vault'],
    [{ gcp: {} }, 'Google Cloud Secret Manager'],
    [{ somethingNew: {} }, 'somethingNew'],
    [{}, 'A kind that is not known here'],
  ])('of the kind %j have a name, and no form', async (spec, kind) => {
    const api = apiWithKeepers();
    api.keepers.seed('other', spec);
    await open(api);
    expect((await rowOf('other')).getByText(kind)).toBeInTheDocument();
    expect(await button('Edit other')).toHaveAccessibleDescription(/no form/);
  });

  it('are read from the backend where Grafana has no API', async () => {
    const api = apiWithKeepers('aws');
    api.servedBy = 'backend';
    await open(api, CONFIGURED);
    await rowOf('aws');
    const urls = api.requests.map(({ url }) => url).filter((url) => url.includes('keepers'));
    expect(urls).toEqual([`${PROXIED}/namespaces/default/keepers`]);
  });

  it('are hidden from whoever may not read them, and not asked for', async () => {
    const api = apiWithKeepers('aws');
    api.permissions = ALL_ACTIONS;
    await open(api);
    expect(await screen.findByText('Keepers are hidden from you')).toBeInTheDocument();
    expect(screen.getByText(KEEPER_ACTIONS.read)).toBeInTheDocument();
    expect(api.requests.filter(({ url }) => url.includes('keepers'))).toEqual([]);
  });

  it('are none of an older server', async () => {
    const api = apiWithKeepers();
    api.keepers.served = false;
    await open(api);
    expect(await screen.findByText('The server has no keepers but itself')).toBeInTheDocument();
  });

  it('that could not be read are asked for again', async () => {
    const api = apiWithKeepers('aws');
    api.failNext('GET', { status: 403, data: {} }, 'keepers');
    const { user } = await open(api);
    expect(await screen.findByText(/You need secret.keepers:read/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await rowOf('aws');
  });
});

describe('adding a keeper', () => {
  async function openForm(api: FakeSecretsApi) {
    const app = await open(api);
    await app.user.click(await button('Add keeper'));
    return app;
  }
  const submit = (user: UserEvent) => user.click(dialog().getByRole('button', { name: 'Add keeper' }));

  it('sends what was entered, and says that it is done', async () => {
    const api = apiWithKeepers();
    const { user, toasts } = await openForm(api);
    await fill(user, COMPLETE);
    await submit(user);
    await closed();
    expect(toasts).toEqual(['Keeper aws-prod added']);
    expect(api.keepers.stored('aws-prod')?.spec).toEqual({ description: 'Production', aws: FAKE_AWS });
    expect(api.keepers.active).toBe('system');
    expect(await button('Activate aws-prod')).toBeEnabled();
  });

  it('finds everything that is missing at its field, and sends nothing', async () => {
    const api = apiWithKeepers();
    const { user } = await openForm(api);
    await submit(user);
    expect(field('Name')).toHaveAccessibleDescription(/A name has lowercase letters/);
    expect(field('Description')).toHaveAccessibleDescription(/what the store is/);
    expect(field('AWS region')).toHaveAccessibleDescription(/Enter the region/);
    expect(field('External ID')).toHaveAccessibleDescription(/Enter the external ID/);
    expect(field('ARN of the role')).toHaveAccessibleDescription(/Enter the ARN/);
    expect(api.requestsOf('POST')).toEqual([]);
  });

  it.each(['off', 'no-client'] as const)('says that the server cannot: %s', async (aws) => {
    const api = apiWithKeepers();
    api.keepers.aws = aws;
    const { user } = await openForm(api);
    await fill(user, COMPLETE);
    await submit(user);
    expect(await dialog().findByText('This server cannot keep values in AWS')).toBeInTheDocument();
    expect(field('Name')).toHaveValue('aws-prod');
  });

  it('says at the name that it is taken', async () => {
    const api = apiWithKeepers('aws-prod');
    const { user } = await openForm(api);
    await fill(user, COMPLETE);
    await submit(user);
    expect(await dialog().findByText(/a keeper with this name already/)).toBeInTheDocument();
  });

  it('keeps everything when the server fails', async () => {
    const api = apiWithKeepers();
    const { user } = await openForm(api);
    await fill(user, COMPLETE);
    api.failNext('POST', { status: 500, data: {} });
    await submit(user);
    expect(await dialog().findByText('The server reported error 500')).toBeInTheDocument();
    await submit(user);
    await closed();
    expect(api.keepers.names()).toEqual(['aws-prod']);
  });
});

describe('changing a keeper', () => {
  async function openForm(api: FakeSecretsApi) {
    const app = await open(api);
    await app.user.click(await button('Edit aws'));
    await screen.findByRole('textbox', { name: 'Description' });
    return app;
  }
  const save = (user: UserEvent) => user.click(dialog().getByRole('button', { name: 'Save keeper' }));

  it('starts from how it is now', async () => {
    const api = apiWithKeepers('aws');
    const { user } = await openForm(api);
    expect(field('ARN of the role')).toHaveValue(FAKE_AWS.assumeRole.assumeRoleArn);
    await fill(user, { Description: 'Changed', 'KMS key': 'alias/k' });
    await save(user);
    await closed();
    expect(api.keepers.stored('aws')?.spec).toEqual({
      description: 'Changed',
      aws: { ...FAKE_AWS, kmsKeyId: 'alias/k' },
    });
  });

  it('is refused over the change of somebody else, whose version can be loaded', async () => {
    const api = apiWithKeepers('aws');
    const { user } = await openForm(api);
    api.keepers.seed('aws', { description: 'theirs', aws: { ...FAKE_AWS, region: 'us-east-1' } });
    await fill(user, { Description: 'mine' });
    await save(user);
    expect(await dialog().findByText(/was changed while you had it open/)).toBeInTheDocument();
    expect(api.requestsOf('PUT')).toEqual([]);
    await user.click(dialog().getByRole('button', { name: 'Load the latest version' }));
    await waitFor(() => expect(field('Description')).toHaveValue('theirs'));
    expect(field('AWS region')).toHaveValue('us-east-1');
    await save(user);
    await closed();
    expect(api.keepers.stored('aws')?.spec.description).toBe('theirs');
  });

  it('of one that is gone says so', async () => {
    const api = apiWithKeepers('aws');
    const { user } = await open(api);
    await button('Edit aws');
    api.keepers.remove('aws');
    await user.click(await button('Edit aws'));
    expect(await dialog().findByText('This keeper does not exist any more')).toBeInTheDocument();
  });
});

describe('activating a keeper', () => {
  it('says what changes and what does not, does it, and says so', async () => {
    const api = apiWithKeepers('aws');
    api.seed('kept');
    const { user, toasts } = await open(api);
    await user.click(await button('Activate aws'));
    expect(await dialog().findByText('system: 1 secret')).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Activate keeper' }));
    await closed();
    expect(toasts).toEqual(['New secrets go to aws now']);
    expect(api.keepers.active).toBe('aws');
    expect(api.stored('kept')?.status?.keeper).toBe('system');
    expect(await screen.findByText('Active')).toBeInTheDocument();

    await user.click(await button('Activate system'));
    await user.click(dialog().getByRole('button', { name: 'Activate keeper' }));
    await closed();
    expect(api.keepers.active).toBe('system');
  });

  it('of one that is gone says so, and changes nothing', async () => {
    const api = apiWithKeepers('aws');
    const { user } = await open(api);
    await user.click(await button('Activate aws'));
    api.keepers.remove('aws');
    await user.click(dialog().getByRole('button', { name: 'Activate keeper' }));
    expect(await dialog().findByText('This keeper does not exist any more')).toBeInTheDocument();
    expect(api.keepers.active).toBe('system');
  });
});

describe('deleting a keeper', () => {
  const confirm = async (user: UserEvent) => {
    await user.type(await dialog().findByRole('textbox'), 'aws');
    await user.click(dialog().getByRole('button', { name: 'Delete keeper' }));
  };

  it.each([true, false])('is refused while a secret names it, whatever a server guards: %s', async (guards) => {
    const api = apiWithKeepers('aws');
    api.keepers.guardsDeletion = guards;
    api.keepers.active = 'aws';
    api.seed('kept');
    api.keepers.active = 'system';
    const { user } = await open(api);
    await user.click(await button('Delete aws'));
    expect(await dialog().findByText('A keeper that has secrets cannot be deleted')).toBeInTheDocument();
    expect(dialog().getByRole('link', { name: '1 secret' })).toBeInTheDocument();
    expect(dialog().queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('is refused where a secret or an activation came while the question was open', async () => {
    const api = apiWithKeepers('aws');
    api.keepers.guardsDeletion = false;
    const { user } = await open(api);
    await user.click(await button('Delete aws'));
    await dialog().findByRole('textbox');
    api.keepers.active = 'aws';
    await confirm(user);
    expect(await dialog().findByText('The active keeper cannot be deleted')).toBeInTheDocument();
    expect(api.requestsOf('DELETE')).toEqual([]);
  });

  it('takes its name, letter for letter', async () => {
    const api = apiWithKeepers('aws');
    const { user, toasts } = await open(api);
    await user.click(await button('Delete aws'));
    await user.type(await dialog().findByRole('textbox'), 'AWS{Enter}');
    expect(api.requestsOf('DELETE')).toEqual([]);
    await user.clear(dialog().getByRole('textbox'));
    await confirm(user);
    await closed();
    expect(toasts).toEqual(['Keeper aws deleted']);
    expect(api.keepers.names()).toEqual([]);
  });

  it('is not offered to whoever cannot see the secrets', async () => {
    const api = apiWithKeepers('aws');
    api.permissions = ALL_KEEPER_ACTIONS;
    await open(api);
    expect(await button('Delete aws')).toHaveAccessibleDescription(/secret.securevalues:read/);
    expect((await rowOf('aws')).getByText('Not known')).toBeInTheDocument();
  });

  it.each([
    ['GET', { status: 403, data: {} }, /secret.keepers:read, secret.securevalues:read/],
    ['GET', { status: 500, data: {} }, /error 500/],
  ] as const)('does not go on where the secrets cannot be counted: %s %j', async (method, fault, text) => {
    const api = apiWithKeepers('aws');
    const { user } = await open(api);
    await screen.findAllByText('None');
    api.failNext(method, fault, 'securevalues');
    await user.click(await button('Delete aws'));
    expect(await dialog().findByText(text)).toBeInTheDocument();
    expect(dialog().queryByRole('textbox')).not.toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Retry' }));
    expect(await dialog().findByRole('textbox')).toBeInTheDocument();
  });

  it('tells what only the server knows', async () => {
    const api = apiWithKeepers('aws');
    const { user } = await open(api);
    await user.click(await button('Delete aws'));
    api.failNext('DELETE', { status: 409, data: {} });
    await confirm(user);
    expect(await dialog().findByText('The server keeps this keeper')).toBeInTheDocument();
  });
});
