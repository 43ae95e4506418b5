import { OrgRole } from '@grafana/data';
import { screen, waitFor } from '@testing-library/react';
import { FakeSecretsApi } from '../../../testing/FakeSecretsApi';
import { renderApp } from '../../../testing/renderApp';
import { CONNECTION_URL, SETTINGS_URL } from '../../routes';

const CONFIGURED = { backendUrl: 'http://127.0.0.1:3001' };
const PROXY = '/api/plugin-proxy/strongroom-secrets-app/backend';

function servedBy(server: FakeSecretsApi['servedBy']): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.servedBy = server;
  return api;
}

const open = (api: FakeSecretsApi, settings = {}, role = OrgRole.Viewer) =>
  renderApp({ api, url: CONNECTION_URL, settings, role });
const badge = () => screen.findByRole('status');
const fact = (term: string) => screen.getByText(term, { selector: 'dt' }).nextElementSibling;
const checkAgain = () => screen.getByRole('button', { name: 'Check again' });
const askedFor = (api: FakeSecretsApi) => api.requests.map(({ url }) => url);

describe('the connection', () => {
  it('is the one of the built-in API where Grafana has it', async () => {
    const api = servedBy('built-in');
    await open(api);
    await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));

    expect(fact('Provider')).toHaveTextContent("Grafana's built-in API");
    expect(fact('Why')).toHaveTextContent('This Grafana serves the API itself');
    expect(fact('Address')).toHaveTextContent('/apis/secret.grafana.app/v1beta1');
    expect(fact('API version')).toHaveTextContent('secret.grafana.app/v1beta1');
    expect(fact('Namespace')).toHaveTextContent('default');
    expect(fact('Serves the API')).toHaveTextContent(/Yes\d+ ms/);
    expect(screen.queryByText('Is running')).not.toBeInTheDocument();
    expect(askedFor(api).filter((url) => url.startsWith(PROXY))).toEqual([]);
  });

  it("is the one of Strongroom's backend where Grafana has none, with the health of the backend", async () => {
    const api = servedBy('backend');
    await open(api, CONFIGURED);
    await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));

    expect(fact('Provider')).toHaveTextContent("Strongroom's own backend");
    expect(fact('Why')).toHaveTextContent('does not serve the API itself');
    expect(fact('Address')).toHaveTextContent(`${PROXY}/apis/secret.grafana.app/v1beta1`);
    ['Is running', 'Is ready', 'Serves the API'].forEach((term) => expect(fact(term)).toHaveTextContent(/Yes/));
    expect(askedFor(api)).toEqual(expect.arrayContaining([`${PROXY}/healthz`, `${PROXY}/readyz`]));
    expect(screen.getByText(/into its log, and that has values in it/)).toBeInTheDocument();
  });

  it('is checked again when a person says so, and says when that is going on', async () => {
    const api = servedBy('backend');
    const { user } = await open(api, CONFIGURED);
    await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));

    api.sealed = true;
    await user.click(checkAgain());
    await waitFor(async () => expect(await badge()).toHaveTextContent('Not ready'));
    expect(checkAgain()).toHaveFocus();
    expect(screen.getByText('The backend runs, but is not ready')).toBeInTheDocument();
    expect(fact('Is running')).toHaveTextContent('Yes');
    expect(fact('Is ready')).toHaveTextContent('No');

    api.sealed = false;
    api.failNext('GET', 'silence');
    await user.click(checkAgain());
    expect(await badge()).toHaveTextContent('Checking…');
  });

  it.each([
    ['nobody there', { status: 502, data: '' }, 'Grafana does not reach the backend: status 502'],
    ['another web server', { status: 200, data: '<html>' }, "Something other than Strongroom's backend answers"],
    ['another server', { status: 404, data: {} }, "Something other than Strongroom's backend answers"],
    ['a wrong token', { status: 401, data: {} }, "The backend refuses Grafana's token"],
    ['no connection', 'no-connection' as const, 'Grafana could not be reached'],
  ])('has failed, with what to do about it: %s', async (_what, fault, title) => {
    const api = servedBy('backend');
    const { user } = await open(api, CONFIGURED, OrgRole.Admin);
    await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));
    // The first of the three questions.
    api.failNext('GET', fault);
    await user.click(checkAgain());

    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(await badge()).toHaveTextContent('Does not answer');
    expect(screen.getByRole('link', { name: 'Open the configuration' })).toHaveAttribute(
      'href',
      '/plugins/strongroom-secrets-app?page=configuration'
    );
    await user.click(checkAgain());
    await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));
  });

  it('shows what the configured backend says when nothing could be chosen', async () => {
    const api = servedBy('backend');
    api.failNext('GET', { status: 500, data: {} });
    const { user } = await open(api, CONFIGURED);
    expect(await screen.findByText('It could not be found out which API to use')).toBeInTheDocument();
    expect(screen.getByText(/The server reported error 500/)).toBeInTheDocument();
    expect(fact('Why')).toHaveTextContent('could not be chosen');
    await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));

    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(fact('Why')).toHaveTextContent('does not serve the API itself'));
  });

  describe('where there is none', () => {
    it('tells an administrator step by step how to get one', async () => {
      const api = servedBy('nobody');
      const { user } = await open(api, {}, OrgRole.Admin);
      expect(await screen.findByText('Secrets are not available on this Grafana')).toBeInTheDocument();
      expect(screen.getByText('openssl rand -hex 32')).toBeInTheDocument();
      expect(screen.getByText(/npm run backend/)).toBeInTheDocument();
      expect(screen.getByRole('link', { name: 'Open the configuration' })).toBeInTheDocument();

      api.servedBy = 'backend';
      await user.click(checkAgain());
      await waitFor(async () => expect(await badge()).toHaveTextContent('Answers'));
    });

    it('tells everybody else whom to ask', async () => {
      await open(servedBy('nobody'));
      expect(await screen.findByText('Secrets are not available on this Grafana')).toBeInTheDocument();
      expect(screen.queryByRole('link', { name: 'Open the configuration' })).not.toBeInTheDocument();
      expect(screen.getByText('plugins:write')).toBeInTheDocument();
    });
  });

  it.each(['nowhere', 'connection/nowhere'])('knows when there is no such tab: %s', async (path) => {
    await renderApp({ api: servedBy('built-in'), url: `${SETTINGS_URL}/${path}` });
    expect(await screen.findByText('There is no page at this address')).toBeInTheDocument();
  });
});
