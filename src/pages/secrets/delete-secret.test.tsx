import { screen, waitFor, within } from '@testing-library/react';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp, type RenderedApp } from '../../testing/renderApp';

function apiWithThree(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.seed('alpha');
  api.seed('beta', { spec: { description: 'd', decrypters: ['k6-cloud', 'my-service'] } });
  api.seed('gamma');
  return api;
}

async function openDialog(api: FakeSecretsApi, name: string): Promise<RenderedApp> {
  const app = await renderApp({ api });
  await app.user.click(await screen.findByRole('button', { name: `Delete ${name}` }));
  return app;
}

const dialog = () => within(screen.getByRole('dialog', { name: /Delete/ }));
const confirmation = () => dialog().getByRole('textbox', { name: /type the name/ });
const deleteButton = () => dialog().getByRole('button', { name: 'Delete secret' });

describe('deleting a secret', () => {
  it('deletes it after its own name was typed, tells so, and goes on at the next row', async () => {
    const api = apiWithThree();
    const { user, toasts } = await openDialog(api, 'beta');
    await user.type(confirmation(), 'beta');
    await user.click(deleteButton());

    await waitFor(() => expect(screen.queryByRole('row', { name: /beta/ })).not.toBeInTheDocument());
    expect(api.names()).toEqual(['alpha', 'gamma']);
    expect(toasts).toEqual(['Secret beta deleted']);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('2 secrets');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Delete gamma' })).toHaveFocus());
  });

  it('does not lose the keyboard when the last one is gone', async () => {
    const api = new FakeSecretsApi();
    api.seed('only');
    const { user } = await openDialog(api, 'only');
    await user.type(confirmation(), 'only{Enter}');
    expect(await screen.findByText('Create your first secret')).toBeInTheDocument();
    await waitFor(() => expect(document.body).not.toHaveFocus());
  });

  it('names the secret and who reads it', async () => {
    await openDialog(apiWithThree(), 'beta');
    expect(screen.getByRole('dialog', { name: 'Delete beta' })).toBeInTheDocument();
    expect(dialog().getByText('Grafana Cloud k6')).toBeInTheDocument();
    expect(dialog().getByText('my-service')).toBeInTheDocument();
  });

  it('does nothing on an Enter right after it opened', async () => {
    const api = apiWithThree();
    const { user } = await openDialog(api, 'beta');
    expect(confirmation()).toHaveFocus();
    await user.keyboard('{Enter}');
    await user.keyboard('{Enter}');
    expect(api.requestsOf('DELETE')).toEqual([]);
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it.each(['Beta', 'BETA', 'bet', 'beta ', 'delete'])('is not confirmed by %j', async (typed) => {
    const api = apiWithThree();
    const { user } = await openDialog(api, 'beta');
    await user.type(confirmation(), `${typed}{Enter}`);
    expect(deleteButton()).toBeDisabled();
    expect(api.requestsOf('DELETE')).toEqual([]);
  });

  it('is confirmed by Enter once the name is right', async () => {
    const api = apiWithThree();
    const { user } = await openDialog(api, 'beta');
    await user.type(confirmation(), 'beta{Enter}');
    await waitFor(() => expect(api.names()).toEqual(['alpha', 'gamma']));
  });

  it('is called off by Esc and by Cancel', async () => {
    const api = apiWithThree();
    const { user } = await openDialog(api, 'beta');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Delete beta' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Delete beta' }));
    await user.click(dialog().getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.requestsOf('DELETE')).toEqual([]);
  });

  it('stays open with what went wrong, for another try', async () => {
    const api = apiWithThree();
    const { user, toasts } = await openDialog(api, 'beta');
    api.failNext('DELETE', { status: 403, data: {} });
    await user.type(confirmation(), 'beta{Enter}');
    expect(await dialog().findByText('You are not allowed to do this')).toBeInTheDocument();
    expect(toasts).toEqual([]);

    await user.click(deleteButton());
    await waitFor(() => expect(api.names()).toEqual(['alpha', 'gamma']));
  });

  it('says when somebody else was faster', async () => {
    const api = apiWithThree();
    const { user } = await openDialog(api, 'beta');
    api.failNext('DELETE', {
      status: 404,
      data: { kind: 'Status', status: 'Failure', message: '', reason: 'NotFound', details: { name: 'beta' } },
    });
    await user.type(confirmation(), 'beta{Enter}');
    expect(await dialog().findByText('This secret does not exist any more')).toBeInTheDocument();
  });
});
