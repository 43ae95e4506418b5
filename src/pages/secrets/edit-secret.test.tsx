import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { plaintextIn } from '../../testing/plaintext';
import { renderApp, type RenderedApp } from '../../testing/renderApp';

function apiWithPayments(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.seed('payments', {
    metadata: {
      name: 'payments',
      labels: { team: 'shop', 'example.com/tier': 'gold' },
      annotations: { 'example.com/ticket': 'OPS-1', 'grafana.app/managedBy': 'terraform' },
    },
    spec: { description: 'Payment provider', decrypters: ['k6-cloud', 'my-service'] },
    value: 'the-old-value',
  });
  return api;
}

async function openForm(api: FakeSecretsApi, name = 'payments'): Promise<RenderedApp> {
  const app = await renderApp({ api });
  await app.user.click(await screen.findByRole('button', { name: `Edit ${name}` }));
  await screen.findByRole('textbox', { name: 'Description' });
  return app;
}

const drawer = () => within(screen.getByRole('dialog', { name: /Edit payments/ }));
const field = (name: string) => drawer().getByRole('textbox', { name });
const save = (user: UserEvent) => user.click(drawer().getByRole('button', { name: 'Save secret' }));
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

async function describeAs(user: UserEvent, text: string) {
  await user.clear(field('Description'));
  await user.type(field('Description'), text);
}

describe('editing a secret', () => {
  it('changes what was changed and keeps all the rest, the value above all', async () => {
    const api = apiWithPayments();
    const { user, toasts } = await openForm(api);
    expect(field('Name')).toHaveAttribute('readonly');
    await waitFor(() => expect(field('Description')).toHaveFocus());
    await describeAs(user, 'New provider');
    await save(user);
    await closed();

    expect(api.requestsOf('PUT')).toHaveLength(1);
    expect(Object.keys(api.requestsOf('PUT')[0]?.data.spec)).not.toContain('value');
    expect(api.valueOf('payments')).toBe('the-old-value');
    expect(api.stored('payments')).toMatchObject({
      metadata: {
        labels: { team: 'shop', 'example.com/tier': 'gold' },
        annotations: { 'example.com/ticket': 'OPS-1', 'grafana.app/managedBy': 'terraform' },
      },
      spec: { description: 'New provider', decrypters: ['k6-cloud', 'my-service'] },
    });
    expect(toasts).toEqual(['Secret payments updated']);
    expect(await screen.findByText('New provider')).toBeInTheDocument();
  });

  it('starts from the secret as it is, not as the list has it', async () => {
    const api = apiWithPayments();
    const { user } = await renderApp({ api });
    await screen.findByRole('table');
    api.seed('payments', { spec: { description: 'Changed meanwhile' } });
    await user.click(screen.getByRole('button', { name: 'Edit payments' }));
    expect(await screen.findByRole('textbox', { name: 'Description' })).toHaveValue('Changed meanwhile');
  });

  it('replaces the value when asked to', async () => {
    const api = apiWithPayments();
    const { user, queryClient } = await openForm(api);
    await user.click(drawer().getByRole('button', { name: 'Replace value' }));
    expect(field('New value')).toHaveFocus();
    await user.paste('the-new-value');
    await save(user);
    await closed();

    expect(api.valueOf('payments')).toBe('the-new-value');
    expect(plaintextIn('the-new-value', { queryClient })).toEqual([]);
  });

  it('refuses an empty new value, and keeps the current one when that was not meant', async () => {
    const api = apiWithPayments();
    const { user } = await openForm(api);
    await user.click(drawer().getByRole('button', { name: 'Replace value' }));
    await save(user);
    expect(field('New value')).toHaveAccessibleDescription(/Enter the value/);

    await user.paste('typed by mistake');
    await user.click(drawer().getByRole('button', { name: 'Keep current value' }));
    expect(drawer().getByText(/A value is stored/)).toBeInTheDocument();
    await save(user);
    await closed();
    expect(api.valueOf('payments')).toBe('the-old-value');
    expect(Object.keys(api.requestsOf('PUT')[0]?.data.spec)).not.toContain('value');
  });

  it('takes readers and labels away', async () => {
    const api = apiWithPayments();
    const { user } = await openForm(api);
    await user.click(drawer().getByRole('checkbox', { name: /Grafana Cloud k6/ }));
    await user.click(drawer().getByRole('checkbox', { name: /my-service/ }));
    expect(drawer().getByRole('checkbox', { name: /my-service/ })).not.toBeChecked();
    await user.click(drawer().getByRole('button', { name: 'Remove label 1' }));
    await save(user);
    const accept = drawer().getByRole('checkbox', { name: /Save it all the same/ });
    expect(accept).toHaveAccessibleDescription('Choose a service, or confirm that none is to read it.');
    expect(api.requestsOf('PUT')).toEqual([]);
    await user.click(accept);
    await save(user);
    await closed();

    expect(api.stored('payments')?.spec.decrypters).toEqual([]);
    expect(api.stored('payments')?.metadata.labels).toEqual({ 'example.com/tier': 'gold' });
  });

  it('warns that something else looks after the secret', async () => {
    await openForm(apiWithPayments());
    expect(drawer().getByText('This secret is managed by Terraform')).toBeInTheDocument();
  });

  it('leaves a reference to an external store alone', async () => {
    const api = new FakeSecretsApi();
    api.seed('payments', { spec: { description: 'd', ref: 'aws/payments' } });
    const { user } = await openForm(api);
    expect(drawer().getByRole('textbox', { name: 'Entry in the external store' })).toHaveValue('aws/payments');
    expect(drawer().queryByRole('button', { name: 'Replace value' })).not.toBeInTheDocument();
    await describeAs(user, 'other');
    await save(user);
    await closed();
    expect(api.stored('payments')?.spec).toMatchObject({ description: 'other', ref: 'aws/payments' });
  });

  describe('when somebody else changed it meanwhile', () => {
    const review = () => within(drawer().getByRole('region', { name: 'What was changed meanwhile' }));
    const difference = (name: string) => within(review().getByRole('group', { name }));
    const merge = (user: UserEvent) => user.click(review().getByRole('button', { name: 'Put both together' }));
    const conflict = { kind: 'Status', status: 'Failure', message: '', reason: 'Conflict' };

    function saveTheirs(api: FakeSecretsApi) {
      api.seed('payments', {
        metadata: { name: 'payments', labels: { team: 'shop', env: 'prod' } },
        spec: { description: 'Theirs', decrypters: ['k6-cloud', 'grafana-workflows'] },
      });
    }

    it('saves nothing, shows what and by whom part by part, and puts both together', async () => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await describeAs(user, 'Mine');
      saveTheirs(api);
      await save(user);

      await drawer().findByText('This secret was changed while you had it open');
      expect(api.requestsOf('PUT')).toEqual([]);
      expect(review().getByText('by you')).toBeInTheDocument();
      expect(difference('Description').getByText('When you opened it: Payment provider')).toBeInTheDocument();
      expect(difference('Description').getByRole('radio', { name: /Keep mine/ })).toBeChecked();
      expect(difference('Reading by Workflows').getByRole('radio', { name: /Take theirs/ })).toBeChecked();
      expect(difference('Reading by my-service').getByText('It may not read the value.')).toBeInTheDocument();
      expect(difference('Label env').getByText('prod')).toBeInTheDocument();
      await user.click(difference('Reading by my-service').getByRole('radio', { name: /Keep mine/ }));
      await merge(user);

      await drawer().findByText(/This is the latest version, by you/);
      expect(field('Description')).toHaveFocus();
      expect(field('Description')).toHaveValue('Mine');
      expect(drawer().getByRole('checkbox', { name: /Workflows/ })).toBeChecked();
      await save(user);
      await closed();
      expect(api.stored('payments')).toMatchObject({
        metadata: { labels: { team: 'shop', env: 'prod' } },
        spec: { description: 'Mine', decrypters: ['k6-cloud', 'my-service', 'grafana-workflows'] },
      });
    });

    it('takes theirs where told to', async () => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await describeAs(user, 'Mine');
      saveTheirs(api);
      await save(user);
      await drawer().findByRole('group', { name: 'Description' });
      await user.click(difference('Description').getByRole('radio', { name: /Take theirs/ }));
      await merge(user);
      expect(field('Description')).toHaveValue('Theirs');
    });

    it('asks whose value is to last, and keeps theirs by sending none', async () => {
      const api = apiWithPayments();
      const { user, queryClient } = await openForm(api);
      await user.click(drawer().getByRole('button', { name: 'Replace value' }));
      await user.paste('the-new-value');
      api.seed('payments', { ...api.stored('payments'), value: 'their-new-value' });
      await save(user);
      await drawer().findByRole('group', { name: 'Value' });
      expect(review().getByText(/Nothing that can be seen is different/)).toBeInTheDocument();
      expect(difference('Value').getByRole('radio', { name: /Keep mine/ })).toBeChecked();
      expect(plaintextIn('the-new-value', { queryClient })).toEqual([]);
      await user.click(difference('Value').getByRole('radio', { name: /Take theirs/ }));
      await merge(user);
      expect(drawer().getByText(/A value is stored/)).toBeInTheDocument();
      await save(user);
      await closed();
      expect(api.valueOf('payments')).toBe('their-new-value');
    });

    it('keeps a value of mine over the merge', async () => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await user.click(drawer().getByRole('button', { name: 'Replace value' }));
      await user.paste('the-new-value');
      saveTheirs(api);
      await save(user);
      await drawer().findByRole('group', { name: 'Value' });
      await merge(user);
      await save(user);
      await closed();
      expect(api.valueOf('payments')).toBe('the-new-value');
      expect(api.stored('payments')?.spec.description).toBe('Theirs');
    });

    it('hears of it from the server, too, where nobody saw it before', async () => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await describeAs(user, 'Mine');
      api.failNext('PUT', { status: 409, data: conflict });
      await save(user);
      await drawer().findByText('This secret was changed while you had it open');
      await user.click(review().getByRole('button', { name: 'Continue with the latest version' }));
      await save(user);
      await closed();
      expect(api.stored('payments')?.spec.description).toBe('Mine');
    });

    it('sends what it read, so that a strict server sees a change in the last moment', async () => {
      const api = apiWithPayments();
      api.strictResourceVersion = true;
      const { user } = await openForm(api);
      const read = api.stored('payments')?.metadata.resourceVersion;
      await describeAs(user, 'Mine');
      await save(user);
      await closed();
      expect(read).toBeDefined();
      expect(api.requestsOf('PUT')[0]?.data.metadata.resourceVersion).toBe(read);
    });

    it('says when it was deleted, and makes it anew only with a value', async () => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await describeAs(user, 'Mine');
      api.remove('payments');
      await save(user);
      await drawer().findByText('This secret was deleted while you had it open');
      expect(api.names()).toEqual([]);

      await user.click(drawer().getByRole('button', { name: 'Create it again with a new value' }));
      const anew = within(screen.getByRole('dialog', { name: /Create secret/ }));
      expect(anew.getByRole('textbox', { name: 'Value' })).toHaveFocus();
      expect(anew.queryByRole('button', { name: 'Keep current value' })).not.toBeInTheDocument();
      await user.paste('another value');
      await user.click(anew.getByRole('button', { name: 'Create secret' }));
      await closed();
      expect(api.valueOf('payments')).toBe('another value');
      expect(api.stored('payments')).toMatchObject({
        metadata: { labels: { team: 'shop', 'example.com/tier': 'gold' } },
        spec: { description: 'Mine', decrypters: ['k6-cloud', 'my-service'] },
      });
    });
  });

  it('says why it cannot be opened, and tries again', async () => {
    const api = apiWithPayments();
    const { user } = await renderApp({ api });
    await screen.findByRole('table');
    api.failNext('GET', { status: 500, data: {} });
    await user.click(screen.getByRole('button', { name: 'Edit payments' }));
    expect(await screen.findByText('The server reported error 500')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('textbox', { name: 'Description' })).toHaveValue('Payment provider');
  });
});
