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
    expect(drawer().getByText('aws/payments')).toBeInTheDocument();
    expect(drawer().queryByRole('button', { name: 'Replace value' })).not.toBeInTheDocument();
    await describeAs(user, 'other');
    await save(user);
    await closed();
    expect(api.stored('payments')?.spec).toMatchObject({ description: 'other', ref: 'aws/payments' });
  });

  describe('when somebody else changed it meanwhile', () => {
    it.each([
      ['seen by the version', false],
      ['refused by the server', true],
    ])('saves nothing, then puts both changes together: %s', async (_how, byServer) => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await describeAs(user, 'Mine');
      if (byServer) {
        const conflict = { kind: 'Status', status: 'Failure', message: '', reason: 'Conflict' };
        api.failNext('PUT', { status: 409, data: conflict });
      } else {
        api.seed('payments', { spec: { description: 'Theirs', decrypters: ['grafana-workflows'] } });
      }
      await save(user);

      await drawer().findByText(/Somebody else changed this secret/);
      expect(api.stored('payments')?.spec.description).not.toBe('Mine');
      await user.click(drawer().getByRole('button', { name: 'Load the latest version' }));
      await drawer().findByText(/This is the latest version, by you/);
      expect(field('Description')).toHaveValue('Mine');
      if (!byServer) {
        expect(drawer().getByText(/description, who can read it, labels/)).toBeInTheDocument();
        expect(drawer().getByRole('checkbox', { name: /Workflows/ })).toBeChecked();
      }

      await save(user);
      await closed();
      expect(api.stored('payments')?.spec.description).toBe('Mine');
    });

    it('says when it was deleted', async () => {
      const api = apiWithPayments();
      const { user } = await openForm(api);
      await describeAs(user, 'Mine');
      api.failNext('GET', {
        status: 404,
        data: { kind: 'Status', status: 'Failure', message: '', reason: 'NotFound', details: { name: 'payments' } },
      });
      await save(user);
      expect(await drawer().findByText('This secret does not exist any more')).toBeInTheDocument();
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
