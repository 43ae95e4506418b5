import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { TOKENS_WRITE } from '../../../domain/permissions';
import { FakeSecretsApi } from '../../../testing/FakeSecretsApi';
import { FAKE_TOKEN_SECRET } from '../../../testing/FakeTokens';
import { ALL_ACTIONS } from '../../../testing/personas';
import { plaintextIn } from '../../../testing/plaintext';
import { renderApp } from '../../../testing/renderApp';
import { ACCESS_TOKENS_URL } from '../../routes';

const CONFIGURED = { backendUrl: 'http://backend.test:3001' };
const PROXIED = '/api/plugin-proxy/strongroom-secrets-app/backend/api/v1/tokens';

function apiWithTokens(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.servesTokens = true;
  api.permissions = new Set([...ALL_ACTIONS, TOKENS_WRITE]);
  return api;
}

const open = (api: FakeSecretsApi, settings = {}) => renderApp({ api, url: ACCESS_TOKENS_URL, settings });
const dialog = () => within(screen.getByRole('dialog'));
const field = (name: string) => dialog().getByRole('textbox', { name });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
const tokenCalls = (api: FakeSecretsApi) => api.requests.filter(({ url }) => url.includes('/tokens'));
const submit = (user: UserEvent) => user.click(dialog().getByRole('button', { name: 'Create token' }));
/** The service is a text with suggestions, which is a combobox to whoever asks for its role. */
const service = () => dialog().getByRole('combobox', { name: 'Service' });

const endedBox = () => screen.findByRole('checkbox', { name: /^Show those that ended/ });
const revokeButton = (id: string) => screen.findByRole('button', { name: `Revoke ${id}` });

async function openForm(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Create access token' }));
}

async function create(user: UserEvent, decrypter = 'k6-cloud') {
  await openForm(user);
  await user.type(service(), decrypter);
  await submit(user);
  await screen.findByText('This is the only time that the token is shown');
}

describe('access tokens', () => {
  it('are listed with all there is to know about them, the newest first', async () => {
    const api = apiWithTokens();
    api.tokens.seed('older', { only: ['db-*', 'mail'], source: ['10.0.0.0/8'], lastUsedAt: '2026-11-20T12:10:00Z' });
    api.tokens.seed('newer', { decrypter: 'my-service', createdAt: '2026-11-20T12:20:00Z', state: 'expired' });
    const { user } = await open(api);
    await user.click(await endedBox());

    const [newer, older] = screen.getAllByRole('row').slice(1);
    ['my-service', 'newer', 'Expired', 'Every name', 'Everywhere', 'Never', 'by you'].forEach((text) =>
      expect(newer).toHaveTextContent(text)
    );
    ['Grafana Cloud k6', 'older', 'Active', 'db-*, mail', '10.0.0.0/8'].forEach((text) =>
      expect(older).toHaveTextContent(text)
    );
    expect(screen.queryByRole('button', { name: 'Revoke newer' })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Revoke older' })).toBeEnabled();
  });

  it('are for services by the names that the settings of the plugin give them', async () => {
    const api = apiWithTokens();
    api.tokens.seed('bills', { decrypter: 'my-service' });
    const { user } = await open(api, { decrypters: [{ id: 'my-service', name: 'Billing robot' }] });
    expect(await screen.findByRole('row', { name: /^Billing robot/ })).toHaveTextContent('bills');
    await openForm(user);
    expect(document.querySelector('datalist option[value="my-service"]')).toHaveAttribute('label', 'Billing robot');
  });

  it('show those that ended on request alone', async () => {
    const api = apiWithTokens();
    api.tokens.seed('working');
    api.tokens.seed('waiting', { state: 'not-yet-valid' });
    api.tokens.seed('expired', { state: 'expired' });
    api.tokens.seed('revoked', { state: 'revoked' });
    const { user } = await open(api);
    const rows = async () => within(await screen.findByRole('table')).getAllByRole('rowheader').length;
    expect(await rows()).toBe(2);
    expect(screen.getByRole('status')).toHaveTextContent('2 access tokens work');
    await user.click(screen.getByRole('checkbox', { name: 'Show those that ended (2)' }));
    expect(await rows()).toBe(4);
    await user.click(await endedBox());
    expect(await rows()).toBe(2);
  });

  it('say so where every one has ended', async () => {
    const api = apiWithTokens();
    api.tokens.seed('expired', { state: 'expired' });
    const { user } = await open(api);
    expect(await screen.findByText(/^Every token has ended/)).toBeInTheDocument();
    await user.click(await endedBox());
    expect(await screen.findByRole('row', { name: /expired/ })).toBeInTheDocument();
  });

  it.each(['built-in', 'backend'] as const)('are those of the store whose secrets are shown: %s', async (servedBy) => {
    const api = apiWithTokens();
    api.servedBy = servedBy;
    await open(api, CONFIGURED);
    expect(await screen.findByText('Create your first access token')).toBeInTheDocument();
    expect(tokenCalls(api).map(({ url }) => url)).toEqual([servedBy === 'built-in' ? '/api/v1/tokens' : PROXIED]);
  });

  it('are explained where Grafana keeps the secrets itself', async () => {
    const api = apiWithTokens();
    api.servesTokens = false;
    await open(api, CONFIGURED);
    expect(await screen.findByText('There are no access tokens for the secrets of this Grafana')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Create access token' })).not.toBeInTheDocument();
    expect(tokenCalls(api).map(({ url }) => url)).toEqual(['/api/v1/tokens']);
  });

  it('name the permission that is missing, and ask nothing', async () => {
    const api = new FakeSecretsApi();
    await open(api);
    expect(await screen.findByText('Access tokens are hidden from you')).toBeInTheDocument();
    expect(screen.getByText(TOKENS_WRITE)).toBeInTheDocument();
    expect(tokenCalls(api)).toEqual([]);
  });

  it.each([
    [{ status: 500, data: {} }, 'The server reported error 500'],
    [{ status: 403, data: {} }, 'You are not allowed to do this'],
    [{ status: 200, data: { items: [{}] } }, 'The answer could not be understood'],
  ])('say why they cannot be had, and are asked for again: %j', async (fault, title) => {
    const api = apiWithTokens();
    api.failNext('GET', fault, '/tokens');
    const { user } = await open(api);
    expect(await screen.findByText(title)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Create your first access token')).toBeInTheDocument();
  });
});

describe('a new access token', () => {
  it('is shown once, with the configuration for k6, and leaves no trace', async () => {
    const api = apiWithTokens();
    const { user, queryClient } = await open(api);
    await openForm(user);
    await user.type(service(), 'k6-cloud');
    await user.type(field('Names that it may ask for'), 'db-*{Enter}mail{Enter}');
    await user.type(field('Addresses that it may be used from'), '10.0.0.0/8');
    await user.click(dialog().getByRole('radio', { name: '7 days' }));
    await submit(user);

    const token = `svs_token1_${FAKE_TOKEN_SECRET}`;
    const shown = within(await screen.findByRole('dialog', { name: 'Access token for Grafana Cloud k6' }));
    expect(shown.getByRole('region', { name: 'Token' })).toHaveTextContent(token);
    expect(api.requestsOf('POST').map(({ data }) => data)).toEqual([
      { decrypter: 'k6-cloud', ttl: '7d', only: ['db-*', 'mail'], source: ['10.0.0.0/8'] },
    ]);
    const file = shown.getByRole('region', { name: 'k6-secrets.json' });
    expect(file).toHaveTextContent(`Bearer ${token}`);
    expect(file).toHaveTextContent('http://localhost/api/v1/secrets/{key}/decrypt');
    expect(plaintextIn(FAKE_TOKEN_SECRET, { queryClient })).toEqual(['markup']);

    await user.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    await user.click(shown.getByRole('button', { name: 'Done' }));
    await closed();
    expect(plaintextIn(FAKE_TOKEN_SECRET, { queryClient })).toEqual([]);
    expect(await screen.findByRole('row', { name: /token1/ })).toBeInTheDocument();
  });

  it('is asked about before what was entered is lost', async () => {
    const api = apiWithTokens();
    const { user } = await open(api);
    await openForm(user);
    await user.type(service(), 'k6');
    await user.keyboard('{Escape}');
    const question = () => within(screen.getByRole('dialog', { name: 'Discard your changes?' }));
    await user.click(question().getByRole('button', { name: 'Keep editing' }));
    expect(service()).toHaveValue('k6');
    await user.click(dialog().getByRole('button', { name: 'Cancel' }));
    await user.click(question().getByRole('button', { name: 'Discard changes' }));
    await closed();

    await openForm(user);
    await user.type(service(), 'k6{Backspace}{Backspace}');
    await user.click(dialog().getByRole('radio', { name: '7 days' }));
    await user.click(dialog().getByRole('radio', { name: /^1 hour/ }));
    await user.click(dialog().getByRole('button', { name: 'Cancel' }));
    await closed();
  });

  it('limits nothing where nothing is entered', async () => {
    const api = apiWithTokens();
    const { user } = await open(api);
    await create(user, 'my-service');
    expect(api.requestsOf('POST').map(({ data }) => data)).toEqual([{ decrypter: 'my-service', ttl: '1h' }]);
    expect(dialog().queryByText('k6-secrets.json')).not.toBeInTheDocument();
    expect(dialog().getByText(/api\/v1\/secrets\/NAME\/decrypt/)).toBeInTheDocument();
  });

  it('is used where Grafana reaches the backend, unless a person knows better', async () => {
    const api = apiWithTokens();
    api.servedBy = 'backend';
    const { user } = await open(api, CONFIGURED);
    await create(user);
    const environment = () => dialog().getByRole('region', { name: /^Run with the environment/ });
    expect(environment()).toHaveTextContent("'http://backend.test:3001/api/v1/secrets/{key}/decrypt'");
    await user.clear(field("Address of Strongroom's backend"));
    await user.type(field("Address of Strongroom's backend"), 'https://secrets.test/');
    expect(environment()).toHaveTextContent("'https://secrets.test/api/v1/secrets/{key}/decrypt'");
    await user.click(dialog().getByRole('radio', { name: '1.5, 1.6' }));
    expect(environment()).toHaveTextContent('k6 run --secret-source=url script.js');
  });

  it('is not asked for while a rule is broken, and says which at the field', async () => {
    const api = apiWithTokens();
    const { user } = await open(api);
    await openForm(user);
    await user.type(field('Names that it may ask for'), 'db-*{Enter}DB');
    await user.type(field('Addresses that it may be used from'), 'here');
    await submit(user);

    expect(service()).toHaveFocus();
    expect(service()).toHaveAccessibleDescription(/Say which service the token is for/);
    expect(field('Names that it may ask for')).toHaveAccessibleDescription(/Line 2: a pattern has/);
    expect(field('Addresses that it may be used from')).toHaveAccessibleDescription(/Line 1: enter an IP address/);
    expect(api.requestsOf('POST')).toEqual([]);
  });

  it('puts what the backend refuses at its field', async () => {
    const api = apiWithTokens();
    const { user } = await open(api);
    await openForm(user);
    await user.type(service(), 'k6-cloud');
    await user.type(field('Names that it may ask for'), 'db-*');
    const message =
      'only must be a list of one or more strings; leave it out to limit nothing; ttl must be at most 90d';
    api.failNext('POST', { status: 400, data: { message } });
    await submit(user);

    expect(await dialog().findByText(/leave it out to limit nothing$/)).toBeInTheDocument();
    expect(field('Names that it may ask for')).toHaveAccessibleDescription(/The server refused this: must be a list/);
    expect(dialog().getByRole('group', { name: 'How long it works' })).toHaveAccessibleDescription(/at most 90d/);
  });

  it.each([
    ['a refusal as a whole', { status: 400, data: { message: 'the body has an unknown field' } }, /unknown field/],
    ['a missing permission', { status: 403, data: {} }, /strongroom-secrets-app\.tokens:write/],
    ['a fault', { status: 500, data: {} }, /The server reported error 500/],
  ])('keeps the form on %s', async (_what, fault, text) => {
    const api = apiWithTokens();
    const { user } = await open(api);
    await openForm(user);
    await user.type(service(), 'k6-cloud');
    api.failNext('POST', fault);
    await submit(user);
    expect(await dialog().findByText(text)).toBeInTheDocument();
    expect(service()).toHaveValue('k6-cloud');
  });
});

describe('revoking an access token', () => {
  async function openDialog(api: FakeSecretsApi) {
    api.tokens.seed('leaked');
    const app = await open(api);
    await app.user.click(await screen.findByRole('button', { name: 'Revoke leaked' }));
    return app;
  }

  it('takes a confirmation, and says that it is done', async () => {
    const api = apiWithTokens();
    const { user, toasts } = await openDialog(api);
    expect(api.tokens.stored('leaked')?.state).toBe('active');
    await user.click(dialog().getByRole('button', { name: 'Revoke token' }));
    await closed();
    expect(toasts).toEqual(['Token leaked revoked']);
    expect(api.tokens.stored('leaked')?.state).toBe('revoked');
    expect(await screen.findByText(/^Every token has ended/)).toBeInTheDocument();
    await user.click(await endedBox());
    expect(await screen.findByText('Revoked')).toBeInTheDocument();
  });

  it('leaves the keyboard on the next token, and after the last one on the list', async () => {
    const api = apiWithTokens();
    ['third', 'second', 'first'].forEach((id, hour) =>
      api.tokens.seed(id, { createdAt: `2026-11-20T1${hour}:00:00Z` })
    );
    const { user } = await open(api);
    const revoke = async (id: string) => {
      (await revokeButton(id)).focus();
      await user.keyboard('{Enter}');
      await user.click(dialog().getByRole('button', { name: 'Revoke token' }));
      await waitFor(() => expect(screen.queryByRole('button', { name: `Revoke ${id}` })).not.toBeInTheDocument());
    };
    await revoke('second');
    await waitFor(async () => expect(await revokeButton('third')).toHaveFocus());
    await revoke('third');
    await waitFor(async () => expect(await revokeButton('first')).toHaveFocus());
    await revoke('first');
    const list = (await screen.findByText(/^Every token has ended/)).closest('[tabindex="-1"]');
    await waitFor(() => expect(list).toHaveFocus());
  });

  it('does nothing on an Enter right after the question', async () => {
    const api = apiWithTokens();
    const { user } = await openDialog(api);
    await user.keyboard('{Enter}');
    expect(api.requestsOf('DELETE')).toEqual([]);
  });

  it.each([
    [{ status: 404, data: { message: 'Not found' } }, 'There is no such token'],
    [{ status: 500, data: {} }, 'The server reported error 500'],
  ])('says why it failed, and can be tried again: %j', async (fault, title) => {
    const api = apiWithTokens();
    const { user } = await openDialog(api);
    api.failNext('DELETE', fault);
    await user.click(dialog().getByRole('button', { name: 'Revoke token' }));
    expect(await dialog().findByText(title)).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Revoke token' }));
    await closed();
    expect(api.tokens.stored('leaked')?.state).toBe('revoked');
  });
});
