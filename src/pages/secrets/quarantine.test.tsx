import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { encodeQuarantine, QUARANTINE_ANNOTATION } from '../../domain/quarantine';
import type { Action } from '../../domain/permissions';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp, type RenderedApp } from '../../testing/renderApp';

const READERS = ['k6-cloud', 'my-service'];
const DAY_MS = 24 * 60 * 60 * 1000;

function apiWithPayments(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.seed('alpha');
  api.seed('payments', {
    metadata: {
      name: 'payments',
      labels: { team: 'shop', 'example.com/tier': 'gold' },
      annotations: { 'example.com/ticket': 'OPS-1' },
    },
    spec: { description: 'Payment provider', decrypters: READERS },
    value: 'the-stored-value',
  });
  return api;
}

/** As it would be after a quarantine that began so many days ago. */
function quarantined(api: FakeSecretsApi, daysAgo: number, decrypters: readonly string[] = []): FakeSecretsApi {
  const instant = (time: number) => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const since = Date.now() - daysAgo * DAY_MS;
  const mark = encodeQuarantine({
    decrypters: READERS,
    since: instant(since),
    deletableFrom: instant(since + 7 * DAY_MS),
  });
  api.seed('payments', {
    metadata: { name: 'payments', annotations: { [QUARANTINE_ANNOTATION]: mark, 'example.com/ticket': 'OPS-1' } },
    spec: { description: 'Payment provider', decrypters },
    value: 'the-stored-value',
  });
  return api;
}

const row = () => within(screen.getByRole('row', { name: /payments/ }));
const dialog = (name: RegExp) => within(screen.getByRole('dialog', { name }));
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

async function startQuarantine(api: FakeSecretsApi): Promise<RenderedApp> {
  const app = await renderApp({ api });
  await app.user.click(await screen.findByRole('button', { name: 'Delete payments' }));
  await app.user.click(dialog(/Delete payments/).getByRole('button', { name: 'Quarantine instead' }));
  return app;
}

const confirm = (user: UserEvent) =>
  user.click(dialog(/Quarantine payments/).getByRole('button', { name: 'Quarantine secret' }));

describe('a quarantine', () => {
  it('takes the secret from everybody and gives it back to exactly them, without touching anything else', async () => {
    const api = apiWithPayments();
    const { user, toasts } = await startQuarantine(api);
    expect(dialog(/Quarantine payments/).getByText('my-service')).toBeInTheDocument();
    await user.click(dialog(/Quarantine payments/).getByRole('radio', { name: '30 days' }));
    await confirm(user);
    await closed();

    expect(await screen.findByText(/^Quarantined, may be deleted from /)).toBeInTheDocument();
    expect(toasts).toEqual(['Secret payments is in quarantine: no service can read it']);
    expect(api.stored('payments')).toMatchObject({
      metadata: {
        labels: { team: 'shop', 'example.com/tier': 'gold' },
        annotations: { 'example.com/ticket': 'OPS-1' },
      },
      spec: { description: 'Payment provider', decrypters: [] },
    });
    expect(api.stored('payments')?.metadata.annotations?.[QUARANTINE_ANNOTATION]).toContain(
      '["k6-cloud","my-service"]'
    );

    await user.click(row().getByRole('button', { name: 'End quarantine of payments' }));
    await user.click(dialog(/End quarantine/).getByRole('button', { name: 'End quarantine' }));
    await closed();
    await waitFor(() => expect(screen.queryByText(/^Quarantined/)).not.toBeInTheDocument());
    expect(toasts.at(-1)).toBe('Secret payments is out of quarantine');
    expect(api.stored('payments')).toMatchObject({
      metadata: { labels: { team: 'shop', 'example.com/tier': 'gold' } },
      spec: { description: 'Payment provider', decrypters: READERS },
    });
    expect(api.stored('payments')?.metadata.annotations).not.toHaveProperty([QUARANTINE_ANNOTATION]);
    expect(api.valueOf('payments')).toBe('the-stored-value');
    for (const { data } of api.requestsOf('PUT')) {
      expect(Object.keys(data.spec)).not.toContain('value');
    }
    await waitFor(() => expect(document.body).not.toHaveFocus());
  });

  it('does not begin on a secret that somebody changed meanwhile, and shows who reads it now', async () => {
    const api = apiWithPayments();
    const { user } = await startQuarantine(api);
    await waitFor(() => expect(api.requestsOf('GET').length).toBeGreaterThan(2));
    api.seed('payments', { spec: { description: 'Theirs', decrypters: ['synthetic-monitoring'] } });
    await confirm(user);
    expect(
      await dialog(/Quarantine payments/).findByText('Somebody else changed this secret meanwhile')
    ).toBeInTheDocument();
    expect(api.requestsOf('PUT')).toEqual([]);
    expect(await dialog(/Quarantine payments/).findByText('Synthetic Monitoring')).toBeInTheDocument();

    await confirm(user);
    await closed();
    expect(api.stored('payments')).toMatchObject({ spec: { description: 'Theirs', decrypters: [] } });
  });

  it('gives it back at once where the server forgets who could read it', async () => {
    const api = apiWithPayments();
    api.keepsAnnotations = false;
    const { user, toasts } = await startQuarantine(api);
    await confirm(user);
    expect(await screen.findByText('This server cannot remember who could read it')).toBeInTheDocument();
    expect(api.stored('payments')?.spec.decrypters).toEqual(READERS);
    expect(toasts).toEqual([]);
  });

  it('survives an edit by the form', async () => {
    const api = quarantined(new FakeSecretsApi(), 1);
    const { user } = await renderApp({ api });
    await user.click(await screen.findByRole('button', { name: 'Edit payments' }));
    const description = await screen.findByRole('textbox', { name: 'Description' });
    expect(screen.getByText(/^This secret is in quarantine, and may be deleted from/)).toBeInTheDocument();
    await user.type(description, '!');
    await user.click(screen.getByRole('button', { name: 'Save secret' }));
    await closed();
    expect(await screen.findByText('Payment provider!')).toBeInTheDocument();
    expect(screen.getByText(/^Quarantined, may be deleted from /)).toBeInTheDocument();
  });

  it('that others overtook says so, and keeps whom they added', async () => {
    const api = quarantined(new FakeSecretsApi(), 1, ['grafana-workflows']);
    const { user } = await renderApp({ api });
    expect(await screen.findByText('Quarantined, but readable again')).toBeInTheDocument();
    await user.click(row().getByRole('button', { name: 'End quarantine of payments' }));
    const end = dialog(/End quarantine/);
    expect(end.getByText(/Since then somebody added: Workflows\./)).toBeInTheDocument();
    await user.click(end.getByRole('button', { name: 'End quarantine' }));
    await closed();
    expect(api.stored('payments')?.spec.decrypters).toEqual([...READERS, 'grafana-workflows']);
  });

  it('whose mark something else wrote says that it does not know', async () => {
    const api = new FakeSecretsApi();
    api.seed('payments', { metadata: { name: 'payments', annotations: { [QUARANTINE_ANNOTATION]: 'yes' } } });
    await renderApp({ api });
    expect(await screen.findByText('Quarantined, readers not known')).toBeInTheDocument();
  });

  it.each([
    [1, /^This secret is in quarantine, and may be deleted from .*: not before$/],
    [8, /^This secret is in quarantine, and may be deleted since /],
  ])('of 7 days that began %d days ago is told of before a deletion', async (daysAgo, title) => {
    const api = quarantined(new FakeSecretsApi(), daysAgo);
    const { user } = await renderApp({ api });
    await user.click(await screen.findByRole('button', { name: 'Delete payments' }));
    expect(dialog(/Delete payments/).getByText(title)).toBeInTheDocument();
    expect(dialog(/Delete payments/).getByText(/Those that could: Grafana Cloud k6, my-service\./)).toBeInTheDocument();
    expect(dialog(/Delete payments/).queryByRole('button', { name: 'Quarantine instead' })).not.toBeInTheDocument();
  });

  it('takes the permission to write, and says so', async () => {
    const api = apiWithPayments();
    api.permissions = new Set<Action>(['secret.securevalues:read', 'secret.securevalues:delete']);
    const { user } = await renderApp({ api });
    await user.click(await screen.findByRole('button', { name: 'Delete payments' }));
    expect(screen.getByRole('button', { name: 'Quarantine instead' })).toHaveAccessibleDescription(
      /secret\.securevalues:write/
    );
  });
});
