import { screen, within } from '@testing-library/react';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp } from '../../testing/renderApp';

describe('the namespace', () => {
  // One organisation, another one, and a stack in Grafana Cloud.
  it.each(['default', 'org-7', 'stacks-42'])('is the one that Grafana names: %s', async (namespace) => {
    const api = new FakeSecretsApi();
    api.namespace = namespace;
    api.seed('payments');
    const { user } = await renderApp({ api });
    await user.click(await screen.findByRole('button', { name: 'Delete payments' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.type(dialog.getByRole('textbox'), 'payments');
    await user.click(dialog.getByRole('button', { name: 'Delete secret' }));

    expect(await screen.findByText('Create your first secret')).toBeInTheDocument();
    expect(api.stored('payments')).toBeUndefined();
  });
});
