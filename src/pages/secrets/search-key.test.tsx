import { act, screen } from '@testing-library/react';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp, type RenderedApp } from '../../testing/renderApp';

const search = () => screen.getByRole('textbox', { name: 'Search' });

async function openList(): Promise<RenderedApp> {
  const api = new FakeSecretsApi();
  api.seed('payments');
  const app = await renderApp({ api });
  await screen.findByRole('table');
  return app;
}

describe('the key /', () => {
  it('leads to the search and to what it holds, and says so', async () => {
    const { user } = await openList();
    expect(search()).toHaveAttribute('aria-keyshortcuts', '/');
    await user.type(search(), 'pay');
    screen.getByRole('button', { name: 'Edit payments' }).focus();
    await user.keyboard('/');
    expect(search()).toHaveFocus();
    expect(search()).toHaveValue('pay');
    await user.keyboard('m');
    expect(search()).toHaveValue('m');
  });

  it('is written where something is being written, and left alone with another key', async () => {
    const { user } = await openList();
    await user.type(screen.getByRole('textbox', { name: 'Labels' }), 'a/');
    expect(screen.getByRole('textbox', { name: 'Labels' })).toHaveValue('a/');
    const link = screen.getByRole('link', { name: 'payments' });
    act(() => link.focus());
    await user.keyboard('{Control>}/{/Control}');
    expect(link).toHaveFocus();
  });

  it('does not take the keyboard from what is open over the list', async () => {
    const { user } = await openList();
    await user.click(screen.getByRole('button', { name: 'Create secret' }));
    screen.getByRole('button', { name: 'Cancel' }).focus();
    await user.keyboard('/');
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  });
});
