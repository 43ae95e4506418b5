import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { FakeSecretsApi } from '../../../testing/FakeSecretsApi';
import { apiWithK6Secrets } from '../../../testing/k6-secrets';
import { actionsOf } from '../../../testing/personas';
import { plaintextIn } from '../../../testing/plaintext';
import { renderApp, type RenderedApp } from '../../../testing/renderApp';
import { SETTINGS_SECRETS_URL } from '../../routes';

const VALUE = 'correct horse battery staple';

const dialog = () => within(screen.getByRole('dialog'));
const field = (name: string) => dialog().getByRole('textbox', { name });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
const save = (user: UserEvent) => user.click(dialog().getByRole('button', { name: 'Save' }));

describe('creating a secret for Grafana Cloud k6', () => {
  async function openForm(api: FakeSecretsApi): Promise<RenderedApp> {
    const app = await renderApp({ api, url: SETTINGS_SECRETS_URL });
    await app.user.click(await screen.findByRole('button', { name: 'Create secret' }));
    return app;
  }

  async function fillIn(user: UserEvent, name: string) {
    await user.type(field('Name'), name);
    await user.type(field('Description'), 'For load tests');
    await user.click(field('Value'));
    await user.paste(VALUE);
  }

  it('lets k6 read it and nobody else, and leaves no trace of the value', async () => {
    const api = apiWithK6Secrets();
    const { user, toasts, queryClient } = await openForm(api);
    expect(dialog().getByText('Only Grafana Cloud k6 can read this secret.')).toBeInTheDocument();
    expect(dialog().queryByRole('checkbox')).not.toBeInTheDocument();
    expect(dialog().queryByRole('textbox', { name: 'Another service' })).not.toBeInTheDocument();

    await fillIn(user, 'api-key');
    await user.click(dialog().getByRole('button', { name: 'Add label' }));
    await user.type(dialog().getByRole('combobox', { name: 'Key of label 1' }), 'team');
    await user.type(dialog().getByRole('combobox', { name: 'Value of label 1' }), 'load');
    await save(user);
    await closed();

    expect(await screen.findByRole('row', { name: /api-key/ })).toBeInTheDocument();
    expect(toasts).toEqual(['Secret api-key created']);
    expect(api.valueOf('api-key')).toBe(VALUE);
    expect(api.stored('api-key')).toMatchObject({
      metadata: { labels: { team: 'load' } },
      spec: { description: 'For load tests', decrypters: ['k6-cloud'] },
    });
    expect(plaintextIn(VALUE, { queryClient })).toEqual([]);
  });

  it('can be called off without a question while nothing was typed', async () => {
    const { user } = await openForm(apiWithK6Secrets());
    await user.click(dialog().getByRole('button', { name: 'Cancel' }));
    await closed();
  });

  describe('under the name of a secret that k6 cannot read', () => {
    it('offers to let k6 read that one, and changes nothing else about it', async () => {
      const api = apiWithK6Secrets();
      const { user, toasts } = await openForm(api);
      const before = api.valueOf('mail');
      await fillIn(user, 'mail');
      await save(user);

      expect(await dialog().findByText('There is a secret mail that Grafana Cloud k6 cannot read')).toBeInTheDocument();
      expect(field('Name')).toHaveAccessibleDescription(/with this name already/);
      expect(dialog().getByText('SMTP relay')).toBeInTheDocument();
      expect(dialog().getByText('Synthetic Monitoring')).toBeInTheDocument();
      await user.click(dialog().getByRole('button', { name: 'Let Grafana Cloud k6 read it' }));
      await closed();

      expect(await screen.findByRole('row', { name: /mail/ })).toBeInTheDocument();
      expect(toasts).toEqual(['Grafana Cloud k6 can read secret mail now']);
      expect(api.valueOf('mail')).toBe(before);
      expect(api.requestsOf('PUT').map(({ data }) => Object.keys(data.spec))).toEqual([['description', 'decrypters']]);
      expect(api.stored('mail')).toMatchObject({
        metadata: { labels: { team: 'shop' } },
        spec: { description: 'SMTP relay', decrypters: ['synthetic-monitoring', 'k6-cloud'] },
      });
    });

    it('keeps the form when that fails', async () => {
      const api = apiWithK6Secrets();
      const { user } = await openForm(api);
      await fillIn(user, 'mail');
      await save(user);
      api.failNext('PUT', { status: 500, data: {} });
      await user.click(await dialog().findByRole('button', { name: 'Let Grafana Cloud k6 read it' }));
      expect(await dialog().findByText('The server reported error 500')).toBeInTheDocument();
      expect(field('Value')).toHaveValue(VALUE);
    });

    it('shows what somebody changed meanwhile, and changes nothing before a person has seen it', async () => {
      const api = apiWithK6Secrets();
      const { user } = await openForm(api);
      await fillIn(user, 'mail');
      await save(user);
      const share = await dialog().findByRole('button', { name: 'Let Grafana Cloud k6 read it' });
      api.seed('mail', { spec: { description: 'Theirs', decrypters: ['grafana-workflows'] } });
      await user.click(share);
      expect(await dialog().findByText('Somebody else changed this secret meanwhile')).toBeInTheDocument();
      expect(await dialog().findByText('Theirs')).toBeInTheDocument();
      expect(api.requestsOf('PUT')).toEqual([]);

      await user.click(share);
      await closed();
      expect(api.stored('mail')?.spec).toMatchObject({
        description: 'Theirs',
        decrypters: ['grafana-workflows', 'k6-cloud'],
      });
    });

    it('says what is missing to whoever may not', async () => {
      const api = apiWithK6Secrets();
      api.permissions = actionsOf('create', 'read');
      const { user } = await openForm(api);
      await fillIn(user, 'mail');
      await save(user);
      expect(await dialog().findByRole('button', { name: 'Let Grafana Cloud k6 read it' })).toHaveAccessibleDescription(
        'You need the permission secret.securevalues:write.'
      );
    });

    it.each(['payments', 'login'])('offers nothing for one that k6 can read: %s', async (name) => {
      const api = apiWithK6Secrets();
      const { user } = await openForm(api);
      await fillIn(user, name);
      await save(user);
      await waitFor(() => expect(field('Name')).toBeInvalid());
      await waitFor(() => expect(api.requestsOf('GET').at(-1)?.url).toMatch(new RegExp(`/${name}$`)));
      expect(dialog().queryByRole('button', { name: /^Let/ })).not.toBeInTheDocument();
    });
  });
});
