import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { REF_MAX } from '../../domain/limits';
import type { Action } from '../../domain/permissions';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { ALL_ACTIONS, ALL_KEEPER_ACTIONS } from '../../testing/personas';
import { renderApp } from '../../testing/renderApp';

function apiWithStore(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.permissions = new Set<Action>([...ALL_ACTIONS, ...ALL_KEEPER_ACTIONS]);
  api.keepers.seed('aws');
  api.keepers.active = 'aws';
  return api;
}

const drawer = () => within(screen.getByRole('dialog'));
const field = (name: string) => drawer().getByRole('textbox', { name });
const entry = () => field('Entry in the external store');
const choice = () => drawer().findByRole('group', { name: 'Where the value comes from' });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

async function openCreate(api: FakeSecretsApi) {
  api.seed('other');
  const app = await renderApp({ api });
  await app.user.click(await screen.findByRole('button', { name: 'Create secret' }));
  return app;
}

async function enter(user: UserEvent) {
  await user.type(field('Name'), 'payments');
  await user.type(field('Description'), 'd');
  await user.click(drawer().getByRole('checkbox', { name: /^Save it all the same/ }));
}

const submit = (user: UserEvent) => user.click(drawer().getByRole('button', { name: 'Create secret' }));
const keeperCalls = (api: FakeSecretsApi) => api.requests.filter(({ url }) => url.includes('/keepers'));

describe('a new secret', () => {
  it.each<[string, (api: FakeSecretsApi) => void, number]>([
    ['the server itself keeps new values', (api) => (api.keepers.active = 'system'), 1],
    ['the server has no keepers', (api) => (api.keepers.served = false), 1],
    ['the user may not know', (api) => (api.permissions = ALL_ACTIONS), 0],
  ])('has a value of its own where %s', async (_, change, calls) => {
    const api = apiWithStore();
    change(api);
    await openCreate(api);
    await waitFor(() => expect(keeperCalls(api)).toHaveLength(calls));
    expect(field('Value')).toBeInTheDocument();
    expect(drawer().queryByRole('group', { name: 'Where the value comes from' })).not.toBeInTheDocument();
  });

  it('refers to an entry, and sends no value', async () => {
    const api = apiWithStore();
    const { user } = await openCreate(api);
    await choice();
    await enter(user);
    await user.type(field('Value'), 'typed by mistake');
    await user.click(within(await choice()).getByRole('radio', { name: /^An entry/ }));
    await submit(user);
    expect(entry()).toHaveAccessibleDescription(/Enter the name of the entry/);
    await user.type(entry(), 'payments/token');
    await submit(user);
    await closed();
    expect(api.stored('payments')).toMatchObject({ spec: { ref: 'payments/token' }, status: { keeper: 'aws' } });
    expect(api.valueOf('payments')).toBeUndefined();
    expect(JSON.stringify(api.requestsOf('POST'))).not.toContain('typed by mistake');
  });

  it('is told that the choice is for life', async () => {
    await openCreate(apiWithStore());
    expect(await choice()).toHaveAccessibleDescription(/can never be changed/);
  });

  it('refers to an entry by at most 1,024 characters', async () => {
    const { user } = await openCreate(apiWithStore());
    await user.click(within(await choice()).getByRole('radio', { name: /^An entry/ }));
    await user.click(entry());
    await user.paste('x'.repeat(REF_MAX + 1));
    await user.tab();
    await waitFor(() => expect(entry()).toHaveAccessibleDescription(/Use at most 1024 characters/));
    await user.type(entry(), '{Backspace}');
    await waitFor(() => expect(entry()).not.toHaveAccessibleDescription(/Use at most/));
  });
});

describe('a secret that refers to an entry', () => {
  async function openEdit(api: FakeSecretsApi) {
    api.seed('payments', { spec: { description: 'd', ref: 'old/entry' } });
    const app = await renderApp({ api });
    await app.user.click(await screen.findByRole('button', { name: 'Edit payments' }));
    await screen.findByRole('textbox', { name: 'Entry in the external store' });
    return app;
  }
  const save = (user: UserEvent) => user.click(drawer().getByRole('button', { name: 'Save secret' }));

  it('can refer to another, but never have a value', async () => {
    const api = apiWithStore();
    const { user } = await openEdit(api);
    expect(drawer().queryByRole('button', { name: 'Replace value' })).not.toBeInTheDocument();
    await user.clear(entry());
    await save(user);
    expect(entry()).toHaveAccessibleDescription(/Enter the name of the entry/);
    await user.type(entry(), 'new/entry');
    await save(user);
    await closed();
    expect(api.stored('payments')?.spec.ref).toBe('new/entry');
  });

  it('keeps the entry that somebody else has named meanwhile, unless mine is to last', async () => {
    const api = apiWithStore();
    const { user } = await openEdit(api);
    api.seed('payments', { spec: { description: 'd', ref: 'their/entry' } });
    await user.type(field('Description'), ' and more');
    await save(user);
    const part = await drawer().findByRole('group', { name: 'Entry in the external store' });
    expect(within(part).getByText('their/entry')).toBeInTheDocument();
    await user.click(drawer().getByRole('button', { name: 'Put both together' }));
    expect(entry()).toHaveValue('their/entry');
    await save(user);
    await closed();
    expect(api.stored('payments')?.spec).toMatchObject({ description: 'd and more', ref: 'their/entry' });
  });
});
