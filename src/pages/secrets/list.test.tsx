import { screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { SECRETS_URL } from '../routes';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp } from '../../testing/renderApp';

function apiWithThree(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.now = '2026-01-01T08:00:00Z';
  api.seed('payments', {
    metadata: { name: 'payments', labels: { team: 'shop', env: 'prod' } },
    spec: { description: 'Payment provider', decrypters: ['k6-cloud', 'my-service'] },
  });
  api.now = '2026-03-01T08:00:00Z';
  api.seed('mail', {
    metadata: { name: 'mail', labels: { team: 'shop' } },
    spec: { description: 'SMTP relay', decrypters: ['synthetic-monitoring'] },
  });
  api.now = '2026-02-01T08:00:00Z';
  api.seed('unread', { spec: { description: 'Nobody reads this' } });
  return api;
}

const rowNames = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const row = (name: string) => within(screen.getByRole('row', { name: new RegExp(name) }));
const shownSearch = () => locationService.getSearchObject();

afterEach(() => localStorage.clear());

describe('the list of secrets', () => {
  it('shows what each secret is, who reads it, and where it is kept', async () => {
    await renderApp({ api: apiWithThree() });
    expect(await screen.findByRole('table', { name: 'Secrets' })).toBeInTheDocument();

    expect(row('payments').getByText('Payment provider')).toBeInTheDocument();
    expect(row('payments').getByText('team: shop')).toBeInTheDocument();
    expect(row('payments').getByText('Grafana Cloud k6')).toBeInTheDocument();
    expect(row('payments').getByText('my-service')).toBeInTheDocument();
    expect(row('payments').getByText('system')).toBeInTheDocument();
    expect(row('payments').getAllByText(/Jan 1, 2026/)).toHaveLength(2);
    expect(row('payments').getAllByText('by you')).toHaveLength(2);
    expect(row('unread').getByText('Nobody can read it')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('3 secrets');
  });

  it('copies the exact name of a secret', async () => {
    const { user } = await renderApp({ api: apiWithThree() });
    await screen.findByRole('table');
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
    await user.click(screen.getByRole('button', { name: 'Copy the name payments' }));
    expect(await navigator.clipboard.readText()).toBe('payments');
  });

  describe('with secrets that something else looks after', () => {
    function apiWithOwned(): FakeSecretsApi {
      const api = new FakeSecretsApi();
      api.seed('inline-1', {
        metadata: { name: 'inline-1', ownerReferences: [{ apiVersion: 'x/v1', kind: 'Repository', name: 'docs' }] },
      });
      api.seed('tf', { metadata: { name: 'tf', annotations: { 'grafana.app/managedBy': 'terraform' } } });
      return api;
    }
    const ownedSwitch = () => screen.getByRole('switch', { name: 'Show secrets owned by other resources (1)' });

    it('marks them, and keeps to itself what belongs to other resources until it is asked', async () => {
      const { user } = await renderApp({ api: apiWithOwned() });
      await screen.findByRole('table');
      expect(row('tf').getByText('Managed by Terraform')).toBeInTheDocument();
      expect(rowNames()).toHaveLength(1);
      expect(screen.getByRole('status')).toHaveTextContent('1 secret');

      await user.click(ownedSwitch());
      expect(row('inline-1').getByText('Belongs to Repository docs')).toBeInTheDocument();
      expect(row('inline-1').getByRole('button', { name: 'Edit inline-1' })).toHaveAttribute('aria-disabled', 'true');
      expect(row('inline-1').getByRole('button', { name: 'Delete inline-1' })).toHaveAccessibleDescription(
        'It belongs to Repository docs. Change it there.'
      );
      expect(shownSearch()).toEqual({ owned: true });
    });

    it('remembers that they are shown, and believes a link before that', async () => {
      const api = apiWithOwned();
      const { user, unmount } = await renderApp({ api });
      await screen.findByRole('table');
      await user.click(ownedSwitch());
      unmount();

      const again = await renderApp({ api });
      await screen.findByRole('table');
      expect(rowNames()).toHaveLength(2);
      expect(shownSearch()).toEqual({ owned: true });
      again.unmount();

      await renderApp({ api, url: `${SECRETS_URL}?owned=false` });
      await screen.findByRole('table');
      expect(rowNames()).toHaveLength(1);
    });
  });

  describe('searching', () => {
    it.each([
      ['a name', 'paym', ['payments']],
      ['a description, in any case', 'smtp RELAY', ['mail']],
      ['a label', 'team=shop', ['mail', 'payments']],
      ['the name of a reader', 'synthetic monitoring', ['mail']],
      ['the identity of a reader', 'my-service', ['payments']],
      ['words in different places', 'shop k6', ['payments']],
      ['a keeper', 'system mail', ['mail']],
      ['a person', 'user:u000001 unread', ['unread']],
    ])('finds %s', async (_what, text, names) => {
      const { user } = await renderApp({ api: apiWithThree() });
      await screen.findByRole('table');
      await user.type(screen.getByRole('textbox', { name: 'Search' }), text);

      expect(rowNames()).toEqual(names);
      expect(screen.getByRole('status')).toHaveTextContent(`${names.length} of 3 secrets`);
    });

    it('marks what it found, wherever it stands', async () => {
      const { user } = await renderApp({ api: apiWithThree() });
      await screen.findByRole('table');
      await user.type(screen.getByRole('textbox', { name: 'Search' }), 'pay shop cloud');
      const marks = [...document.querySelectorAll('mark')].map(({ textContent }) => textContent);
      expect(marks).toEqual(['pay', 'Pay', 'shop', 'Cloud']);
      expect(rowNames()).toEqual(['payments']);
    });

    it('takes special characters for what they are', async () => {
      const { user } = await renderApp({ api: apiWithThree() });
      await screen.findByRole('table');
      await user.type(screen.getByRole('textbox', { name: 'Search' }), 'p.*');
      expect(await screen.findByText('No secrets match the filters')).toBeInTheDocument();
    });

    it('offers to clear the filters when nothing is left, and stays on the keyboard', async () => {
      const { user } = await renderApp({ api: apiWithThree() });
      await screen.findByRole('table');
      await user.type(screen.getByRole('textbox', { name: 'Search' }), 'nothing like it');
      await user.click(screen.getByRole('button', { name: 'Clear filters' }));

      expect(rowNames()).toHaveLength(3);
      expect(screen.getByRole('textbox', { name: 'Search' })).toHaveFocus();
      expect(shownSearch()).toEqual({});
    });
  });

  describe('filtering on the server', () => {
    it('sends a label selector once it is whole', async () => {
      const api = apiWithThree();
      const { user } = await renderApp({ api });
      await screen.findByRole('table');
      await user.type(screen.getByRole('textbox', { name: 'Labels' }), 'team=shop,env!=prod{Enter}');

      await waitFor(() => expect(rowNames()).toEqual(['mail']));
      expect(api.requests.at(-1)?.params).toEqual({ labelSelector: 'team=shop,env!=prod' });
      expect(shownSearch()).toEqual({ labels: 'team=shop,env!=prod' });
      expect(screen.getByRole('textbox', { name: 'Labels' })).toHaveFocus();
    });

    it('says what is wrong with a selector and sends nothing', async () => {
      const api = apiWithThree();
      const { user } = await renderApp({ api });
      await screen.findByRole('table');
      const asked = api.requests.length;
      await user.type(screen.getByRole('textbox', { name: 'Labels' }), 'team in (a{Enter}');

      expect(screen.getByText(/not a label selector/)).toBeInTheDocument();
      expect(api.requests).toHaveLength(asked);
      expect(shownSearch()).toEqual({});
    });

    it('narrows by a label that is clicked, on top of what is selected', async () => {
      const { user } = await renderApp({ api: apiWithThree(), url: `${SECRETS_URL}?labels=env%3Dprod` });
      await user.click(await screen.findByRole('button', { name: 'Show secrets labelled team: shop' }));
      expect(screen.getByRole('textbox', { name: 'Labels' })).toHaveValue('env=prod,team=shop');
    });

    it('does not offer to select by a label that no selector can name', async () => {
      const api = new FakeSecretsApi();
      api.seed('odd', { metadata: { name: 'odd', labels: { 'not a key': 'v' } } });
      await renderApp({ api });
      expect(await screen.findByText('not a key: v')).toBeInTheDocument();
      expect(screen.queryByRole('button', { name: /labelled/ })).not.toBeInTheDocument();
    });

    it('asks for those that a service may read', async () => {
      const api = apiWithThree();
      const { user } = await renderApp({ api });
      await screen.findByRole('table');
      await user.type(screen.getByRole('combobox', { name: 'Readable by' }), 'my-service{Enter}');

      await waitFor(() => expect(rowNames()).toEqual(['payments']));
      expect(api.requests.at(-1)?.params).toEqual({ fieldSelector: 'spec.decrypter=my-service' });
      expect(shownSearch()).toEqual({ decrypter: 'my-service' });
    });

    it('filters by itself where the server cannot', async () => {
      const api = apiWithThree();
      api.knowsDecrypterSelector = false;
      await renderApp({ api, url: `${SECRETS_URL}?decrypter=k6-cloud` });
      await screen.findByRole('table');
      expect(rowNames()).toEqual(['payments']);
    });

    it('keeps the filters in reach when the server refuses them', async () => {
      const api = apiWithThree();
      const { user } = await renderApp({ api });
      await screen.findByRole('table');
      api.failNext('GET', { status: 400, data: {} });
      await user.type(screen.getByRole('textbox', { name: 'Labels' }), 'team{Enter}');

      expect(await screen.findByText('The server refused the request')).toBeInTheDocument();
      await user.clear(screen.getByRole('textbox', { name: 'Labels' }));
      await user.keyboard('{Enter}');
      await waitFor(() => expect(rowNames()).toHaveLength(3));
    });
  });

  describe('sorting', () => {
    it('goes by name first, by another column on a click, and the other way round on the next', async () => {
      const { user } = await renderApp({ api: apiWithThree() });
      await screen.findByRole('table');
      expect(rowNames()).toEqual(['mail', 'payments', 'unread']);
      expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');

      await user.click(screen.getByRole('button', { name: 'Modified' }));
      expect(rowNames()).toEqual(['mail', 'unread', 'payments']);
      expect(screen.getByRole('columnheader', { name: 'Modified' })).toHaveAttribute('aria-sort', 'descending');
      expect(shownSearch()).toEqual({ sort: '-modified' });

      await user.click(screen.getByRole('button', { name: 'Modified' }));
      expect(rowNames()).toEqual(['payments', 'unread', 'mail']);
    });
  });

  describe('with a service that the settings of the plugin name', () => {
    const settings = { decrypters: [{ id: 'my-service', name: 'Billing robot' }] };
    const open = (query: string) => renderApp({ api: apiWithThree(), url: `${SECRETS_URL}?${query}`, settings });

    it('finds and marks it by that name, and by its identity as before', async () => {
      const { user } = await open('search=billing');
      await screen.findByRole('table');
      expect(rowNames()).toEqual(['payments']);
      expect(document.querySelector('mark')).toHaveTextContent('Billing');

      await user.clear(screen.getByRole('textbox', { name: 'Search' }));
      await user.type(screen.getByRole('textbox', { name: 'Search' }), 'my-service');
      expect(rowNames()).toEqual(['payments']);
    });

    it('sorts by that name', async () => {
      const api = apiWithThree();
      api.seed('bills', { spec: { description: 'Of every night', decrypters: ['my-service'] } });
      await renderApp({ api, url: `${SECRETS_URL}?sort=decrypters`, settings });
      await screen.findByRole('table');
      expect(rowNames()).toEqual(['unread', 'bills', 'payments', 'mail']);
    });

    it('explains it in the details by that name', async () => {
      await open('secret=payments');
      const details = within(await screen.findByRole('dialog', { name: 'payments' }));
      expect(await details.findByText('Billing robot')).toBeInTheDocument();
      expect(details.queryByText(/does not know/)).not.toBeInTheDocument();
    });
  });

  describe('many secrets', () => {
    function apiWithMany(): FakeSecretsApi {
      const api = new FakeSecretsApi();
      for (let index = 0; index < 120; index++) {
        api.seed(`secret-${String(index).padStart(3, '0')}`);
      }
      return api;
    }

    it('come in pages, and a search starts at the first', async () => {
      const { user } = await renderApp({ api: apiWithMany() });
      await screen.findByRole('table');
      expect(rowNames()).toHaveLength(30);
      expect(screen.getByRole('status')).toHaveTextContent('120 secrets');

      await user.click(screen.getByRole('button', { name: '3' }));
      expect(rowNames()[0]).toMatch(/secret-060/);
      expect(shownSearch()).toEqual({ page: '3' });
      await user.type(screen.getByRole('textbox', { name: 'Search' }), 'secret-00');
      expect(rowNames()).toHaveLength(10);
      expect(shownSearch()).toEqual({ search: 'secret-00' });
    });
  });

  it('opens as the address says, whatever else the address says', async () => {
    const api = apiWithThree();
    await renderApp({ api, url: `${SECRETS_URL}?search=e&sort=-created&labels=team&page=7&other=1` });
    await screen.findByRole('table');
    expect(rowNames()).toEqual(['mail', 'payments']);
    expect(screen.getByRole('textbox', { name: 'Search' })).toHaveValue('e');
    expect(screen.getByRole('textbox', { name: 'Labels' })).toHaveValue('team');
    expect(screen.getByRole('columnheader', { name: 'Created' })).toHaveAttribute('aria-sort', 'descending');
  });

  it('leads from the root of the app to the list', async () => {
    await renderApp({ api: apiWithThree(), url: '/a/strongroom-secrets-app' });
    expect(await screen.findByRole('table', { name: 'Secrets' })).toBeInTheDocument();
    expect(locationService.getLocation().pathname).toBe(SECRETS_URL);
  });

  it('knows when there is no such page', async () => {
    await renderApp({ api: apiWithThree(), url: '/a/strongroom-secrets-app/nowhere' });
    expect(await screen.findByText('There is no page at this address')).toBeInTheDocument();
  });
});
