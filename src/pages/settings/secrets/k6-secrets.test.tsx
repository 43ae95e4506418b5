import { locationService } from '@grafana/runtime';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { FakeSecretsApi } from '../../../testing/FakeSecretsApi';
import { apiWithK6Secrets } from '../../../testing/k6-secrets';
import { actionsOf } from '../../../testing/personas';
import { renderApp, type RenderedApp } from '../../../testing/renderApp';
import { SECRETS_URL, SETTINGS_SECRETS_URL, SETTINGS_URL } from '../../routes';

const open = (api: FakeSecretsApi, url = SETTINGS_SECRETS_URL) => renderApp({ api, url });
const rowNames = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const dialog = () => within(screen.getByRole('dialog'));
const field = (name: string) => dialog().getByRole('textbox', { name });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
const save = (user: UserEvent) => user.click(dialog().getByRole('button', { name: 'Save' }));
const listed = (api: FakeSecretsApi) =>
  api.requestsOf('GET').filter(({ url }) => url.endsWith('/namespaces/default/securevalues'));

describe('the secrets of Grafana Cloud k6', () => {
  it('are those that k6 may read, by the word of the server', async () => {
    const api = apiWithK6Secrets();
    await open(api);
    await screen.findByRole('table');
    expect(rowNames()).toEqual(['login', 'payments']);
    expect(listed(api).map(({ params }) => params)).toEqual([{ fieldSelector: 'spec.decrypter=k6-cloud' }]);
    expect(screen.queryByRole('combobox', { name: 'Readable by' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: /all services/ })).toHaveAttribute('href', SECRETS_URL);
    expect(screen.getByText('secret.securevalues')).toBeInTheDocument();
  });

  it('are searched and filtered as everywhere, and stay those of k6', async () => {
    const api = apiWithK6Secrets();
    const { user } = await open(api);
    await screen.findByRole('table');
    await user.type(screen.getByRole('textbox', { name: 'Labels' }), 'team=shop{Enter}');

    await waitFor(() => expect(rowNames()).toEqual(['payments']));
    expect(listed(api).at(-1)?.params).toEqual({
      labelSelector: 'team=shop',
      fieldSelector: 'spec.decrypter=k6-cloud',
    });
    expect(locationService.getSearchObject()).toEqual({ labels: 'team=shop' });
  });

  it('cannot be made those of another service by the address', async () => {
    const api = apiWithK6Secrets();
    await open(api, `${SETTINGS_SECRETS_URL}?decrypter=synthetic-monitoring`);
    await screen.findByRole('table');
    expect(rowNames()).toEqual(['login', 'payments']);
  });

  it('come first among the settings, with their filters', async () => {
    await open(apiWithK6Secrets(), `${SETTINGS_URL}?search=pay`);
    await screen.findByRole('table');
    expect(locationService.getLocation().pathname).toBe(SETTINGS_SECRETS_URL);
    expect(rowNames()).toEqual(['payments']);
  });

  describe('editing one', () => {
    async function openForm(api: FakeSecretsApi, name: string): Promise<RenderedApp> {
      const app = await open(api);
      await app.user.click(await screen.findByRole('button', { name: `Edit ${name}` }));
      await screen.findByRole('textbox', { name: 'Description' });
      return app;
    }

    it('names the other readers and keeps them, the labels and the value', async () => {
      const api = apiWithK6Secrets();
      const { user, toasts } = await openForm(api, 'payments');
      expect(dialog().getByText('my-service')).toBeInTheDocument();
      expect(dialog().getByText(/This stays as it is/)).toBeInTheDocument();
      expect(dialog().queryByText(/^Only/)).not.toBeInTheDocument();
      await user.clear(field('Description'));
      await user.type(field('Description'), 'New provider');
      await save(user);
      await closed();

      expect(toasts).toEqual(['Secret payments updated']);
      expect(api.requestsOf('PUT').map(({ data }) => Object.keys(data.spec))).toEqual([['description', 'decrypters']]);
      expect(api.valueOf('payments')).toBe('the-old-value');
      expect(api.stored('payments')).toMatchObject({
        metadata: { labels: { team: 'shop', 'example.com/tier': 'gold' } },
        spec: { description: 'New provider', decrypters: ['k6-cloud', 'my-service'] },
      });
    });

    it('says so when k6 is the only reader', async () => {
      await openForm(apiWithK6Secrets(), 'login');
      expect(dialog().getByText('Only Grafana Cloud k6 can read this secret.')).toBeInTheDocument();
    });

    it('takes a new value after a reset', async () => {
      const api = apiWithK6Secrets();
      const { user } = await openForm(api, 'payments');
      await user.click(dialog().getByRole('button', { name: 'Reset' }));
      await user.paste('the-new-value');
      await save(user);
      await closed();
      expect(api.valueOf('payments')).toBe('the-new-value');
    });

    it('takes the reset back', async () => {
      const api = apiWithK6Secrets();
      const { user } = await openForm(api, 'payments');
      await user.click(dialog().getByRole('button', { name: 'Reset' }));
      await user.paste('typed by mistake');
      await user.click(dialog().getByRole('button', { name: 'Keep current value' }));
      await save(user);
      await closed();
      expect(Object.keys(api.requestsOf('PUT')[0]?.data.spec)).not.toContain('value');
      expect(api.valueOf('payments')).toBe('the-old-value');
    });
  });

  describe('deleting one', () => {
    async function openDialog(api: FakeSecretsApi): Promise<RenderedApp> {
      const app = await open(api);
      await app.user.click(await screen.findByRole('button', { name: 'Delete payments' }));
      return app;
    }

    const confirmation = () => dialog().getByRole('textbox', { name: 'To confirm, type the word Delete' });
    const deleteButton = () => dialog().getByRole('button', { name: 'Delete' });

    it('takes the word, tells what was deleted, and names who else could read it', async () => {
      const api = apiWithK6Secrets();
      const { user, toasts } = await openDialog(api);
      expect(screen.getByRole('dialog', { name: 'Delete payments' })).toBeInTheDocument();
      expect(dialog().getByText('my-service')).toBeInTheDocument();
      await user.type(confirmation(), 'Delete');
      await user.click(deleteButton());

      await waitFor(() => expect(rowNames()).toEqual(['login']));
      expect(api.names()).toEqual(['login', 'mail']);
      expect(toasts).toEqual(['Secret payments deleted']);
    });

    it.each(['delete', 'DELETE', 'Delet', 'Delete ', 'payments'])('is not confirmed by %j', async (typed) => {
      const api = apiWithK6Secrets();
      const { user } = await openDialog(api);
      await user.type(confirmation(), `${typed}{Enter}`);
      expect(deleteButton()).toBeDisabled();
      expect(api.requestsOf('DELETE')).toEqual([]);
    });

    it('does nothing on an Enter right after it opened', async () => {
      const api = apiWithK6Secrets();
      const { user } = await openDialog(api);
      expect(confirmation()).toHaveFocus();
      await user.keyboard('{Enter}{Enter}');
      expect(api.requestsOf('DELETE')).toEqual([]);
      expect(screen.getByRole('dialog')).toBeInTheDocument();
    });
  });

  describe('for somebody with few permissions', () => {
    it('are hidden without the one to read, and not called empty', async () => {
      const api = apiWithK6Secrets();
      api.permissions = actionsOf('create');
      await open(api);
      expect(await screen.findByText('The list of secrets is hidden from you')).toBeInTheDocument();
      expect(screen.queryByText('Create your first secret')).not.toBeInTheDocument();
      expect(listed(api)).toEqual([]);
      expect(screen.getByRole('button', { name: 'Create secret' })).toBeEnabled();
    });

    it('say what is missing at each control', async () => {
      const api = apiWithK6Secrets();
      api.permissions = actionsOf('read');
      await open(api);
      const reason = (name: string) => expect(screen.getByRole('button', { name })).toHaveAccessibleDescription;
      await screen.findByRole('table');
      reason('Create secret')('You need the permission secret.securevalues:create.');
      reason('Edit payments')('You need the permission secret.securevalues:write.');
      reason('Delete payments')('You need the permission secret.securevalues:delete.');
    });
  });

  it('say what they are for where there are none', async () => {
    const api = new FakeSecretsApi();
    api.seed('mail', { spec: { description: 'd', decrypters: ['synthetic-monitoring'] } });
    await open(api);
    expect(await screen.findByText('Create your first secret')).toBeInTheDocument();
    expect(screen.getByText(/out of test scripts/)).toBeInTheDocument();
  });

  it('come from the backend where Grafana has no API, and say what is missing where there is neither', async () => {
    const api = apiWithK6Secrets();
    api.servedBy = 'nobody';
    const { user } = await open(api);
    expect(await screen.findByText('Secrets are not available on this Grafana')).toBeInTheDocument();
    api.servedBy = 'backend';
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByRole('row', { name: /payments/ })).toBeInTheDocument();
    expect(listed(api)[0]?.url).toMatch(/^\/api\/plugin-proxy\//);
  });
});
