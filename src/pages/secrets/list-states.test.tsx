import { act, screen, waitFor } from '@testing-library/react';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { actionsOf } from '../../testing/personas';
import { renderApp } from '../../testing/renderApp';

const withOne = (api = new FakeSecretsApi()) => {
  api.seed('payments');
  return api;
};

function goOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

describe('the states of the list', () => {
  afterEach(() => goOnline(true));

  it('is loading', async () => {
    const api = withOne();
    api.failNext('GET', 'silence');
    await renderApp({ api });
    expect(screen.getByRole('status')).toHaveTextContent('Loading secrets');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('is empty: there is one thing to do', async () => {
    await renderApp({ api: new FakeSecretsApi() });
    expect(await screen.findByText('Create your first secret')).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: 'Create secret' })).toHaveLength(1);
    expect(screen.getByRole('textbox', { name: 'Search' })).toBeDisabled();
  });

  it('is hidden from whoever may not read: it does not claim to be empty', async () => {
    const api = withOne();
    api.permissions = actionsOf('create');
    const { user } = await renderApp({ api });
    expect(await screen.findByText('The list of secrets is hidden from you')).toBeInTheDocument();
    expect(screen.getByText('secret.securevalues:read')).toBeInTheDocument();
    expect(api.requests.filter(({ url }) => url.includes('securevalues'))).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Create secret' }));
    expect(screen.getByRole('dialog', { name: /Create secret/ })).toBeInTheDocument();
  });

  it('is hidden, too, when only the server knows of the missing permission', async () => {
    const api = withOne();
    await renderApp({ api });
    api.permissions = actionsOf();
    expect(await screen.findByText('The list of secrets is hidden from you')).toBeInTheDocument();
  });

  it.each([
    ['no connection', 'no-connection' as const, 'Grafana could not be reached'],
    ['a failing server', { status: 503, data: '<html>' }, 'The server reported error 503'],
    ['an ended session', { status: 401, data: { message: 'Unauthorized' } }, 'You are signed out'],
    ['an answer that is none', { status: 200, data: '<html>' }, 'The answer could not be understood'],
    [
      'an item that is none',
      { status: 200, data: { items: [{ metadata: {} }] } },
      'The answer could not be understood',
    ],
  ])('failed: %s; a retry brings the list', async (_what, fault, title) => {
    const api = withOne();
    const answer = api.fetch.bind(api);
    api.fetch = (request) => {
      if (request.url.endsWith('securevalues')) {
        api.failNext('GET', fault);
        api.fetch = answer;
      }
      return answer(request);
    };
    const { user } = await renderApp({ api });
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.queryByText('Create your first secret')).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('row', { name: /payments/ })).toBeInTheDocument();
  });

  it('is stale when a newer answer fails: the list stays, and says so', async () => {
    const api = withOne();
    const { user, queryClient } = await renderApp({ api });
    await screen.findByRole('table');
    api.failNext('GET', 'no-connection');
    await act(() => queryClient.invalidateQueries({ queryKey: ['secrets'] }));

    expect(await screen.findByText('The list may be out of date')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /payments/ })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(screen.queryByText('The list may be out of date')).not.toBeInTheDocument());
  });

  it('is offline: it says so at once and comes back by itself', async () => {
    const api = withOne();
    await renderApp({ api });
    await screen.findByRole('table');
    act(() => goOnline(false));
    expect(screen.getByText(/You are offline/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /payments/ })).toBeInTheDocument();

    api.seed('added-meanwhile');
    act(() => goOnline(true));
    expect(await screen.findByRole('row', { name: /added-meanwhile/ })).toBeInTheDocument();
    expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument();
  });

  it('comes back by itself also when the first call after that gets no answer', async () => {
    const api = withOne();
    await renderApp({ api });
    await screen.findByRole('table');
    act(() => goOnline(false));
    api.failNext('GET', 'no-connection');
    act(() => goOnline(true));
    expect(await screen.findByText(/Grafana could not be reached/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /payments/ })).toBeInTheDocument();

    await waitFor(() => expect(screen.queryByText('The list may be out of date')).not.toBeInTheDocument(), {
      timeout: 4_500,
    });
  });

  it('is offline from the start', async () => {
    goOnline(false);
    const api = withOne();
    api.failNext('GET', 'no-connection');
    await renderApp({ api });
    expect(await screen.findByText('You are offline')).toBeInTheDocument();

    act(() => goOnline(true));
    expect(await screen.findByRole('row', { name: /payments/ })).toBeInTheDocument();
  });

  describe('which API serves it', () => {
    it('says when it is the built-in one', async () => {
      await renderApp({ api: withOne() });
      expect(await screen.findByText("Kept by Grafana's built-in secrets API")).toBeInTheDocument();
    });

    it('is the backend where Grafana has none', async () => {
      const api = withOne();
      api.servedBy = 'backend';
      await renderApp({ api });
      expect(await screen.findByText("Kept by Strongroom's own backend")).toBeInTheDocument();
      expect(screen.getByRole('row', { name: /payments/ })).toBeInTheDocument();
    });

    it('says what is missing where there is none at all', async () => {
      const api = withOne();
      api.servedBy = 'nobody';
      const { user } = await renderApp({ api });
      expect(await screen.findByText('Secrets are not available on this Grafana')).toBeInTheDocument();
      expect(screen.getByText('backendUrl')).toBeInTheDocument();

      api.servedBy = 'backend';
      await user.click(screen.getByRole('button', { name: 'Check again' }));
      expect(await screen.findByRole('row', { name: /payments/ })).toBeInTheDocument();
    });

    it('is not guessed after a hiccup', async () => {
      const api = withOne();
      api.failNext('GET', { status: 500, data: {} });
      const { user } = await renderApp({ api });
      expect(await screen.findByText('The server reported error 500')).toBeInTheDocument();
      expect(api.requests).toHaveLength(1);

      await user.click(screen.getByRole('button', { name: 'Retry' }));
      expect(await screen.findByRole('row', { name: /payments/ })).toBeInTheDocument();
    });
  });
});
