import { screen, within } from '@testing-library/react';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp } from '../../testing/renderApp';
import { SECRETS_URL } from '../routes';

const REPOSITORY = { apiVersion: 'provisioning.grafana.app/v0alpha1', kind: 'Repository', name: 'docs' };

async function openForm(api: FakeSecretsApi, name: string) {
  const { user } = await renderApp({ api });
  await user.click(await screen.findByRole('button', { name: `Edit ${name}` }));
  return within(await screen.findByRole('dialog', { name: `Edit ${name}` }));
}

/** Those that belong to something else are listed only when asked for. */
async function openDetails(api: FakeSecretsApi, name: string) {
  await renderApp({ api, url: `${SECRETS_URL}?owned=true&secret=${name}` });
  return within(await screen.findByRole('dialog', { name }));
}

describe('a secret that something else looks after', () => {
  it('is read-only when a resource made it for itself, with the way to that', async () => {
    const api = new FakeSecretsApi();
    api.seed('inline-1', { metadata: { name: 'inline-1', ownerReferences: [REPOSITORY] } });
    const drawer = await openDetails(api, 'inline-1');
    expect(await drawer.findByText('This secret belongs to Repository docs')).toBeInTheDocument();
    expect(drawer.getByRole('link', { name: 'Open Repository docs' })).toHaveAttribute(
      'href',
      '/admin/provisioning/docs'
    );
    for (const action of ['Edit', 'Delete']) {
      expect(drawer.getByRole('button', { name: action })).toHaveAttribute('aria-disabled', 'true');
    }
  });

  it('names an owner that has no page of its own', async () => {
    const api = new FakeSecretsApi();
    const owner = { apiVersion: 'example.com/v1', kind: 'Thing', name: 't' };
    api.seed('inline-1', { metadata: { name: 'inline-1', ownerReferences: [owner] } });
    const drawer = await openDetails(api, 'inline-1');
    expect(await drawer.findByText('This secret belongs to Thing t')).toBeInTheDocument();
    expect(drawer.queryByRole('link')).not.toBeInTheDocument();
  });

  it('is read-only also where the list does not know yet that something owns it', async () => {
    const api = new FakeSecretsApi();
    api.seed('inline-1');
    const { user } = await renderApp({ api });
    const edit = await screen.findByRole('button', { name: 'Edit inline-1' });
    api.seed('inline-1', { metadata: { name: 'inline-1', ownerReferences: [REPOSITORY] } });
    await user.click(edit);
    const drawer = within(await screen.findByRole('dialog', { name: 'Edit inline-1' }));
    expect(await drawer.findByText('This secret belongs to Repository docs')).toBeInTheDocument();
    expect(drawer.queryByRole('textbox')).not.toBeInTheDocument();
    expect(drawer.queryByRole('button', { name: 'Save secret' })).not.toBeInTheDocument();
  });

  it.each([
    ['terraform', 'This secret is managed by Terraform', /undone by the next “terraform apply”/],
    ['repo', 'This secret is managed by Git Sync', /undone by the next sync/],
    ['kubectl', 'This secret is managed by kubectl', /undone when that is applied again/],
    ['plugin', 'This secret is managed by a plugin', /It may undo what is done here/],
    ['something-new', 'This secret is managed by something-new', /It may undo what is done here/],
  ])('can be edited when %s manages it, with a warning of the drift', async (managedBy, title, drift) => {
    const api = new FakeSecretsApi();
    api.seed('managed', { metadata: { name: 'managed', annotations: { 'grafana.app/managedBy': managedBy } } });
    const drawer = await openForm(api, 'managed');
    expect(await drawer.findByText(title)).toBeInTheDocument();
    expect(drawer.getByText(drift)).toBeInTheDocument();
    expect(drawer.getByRole('button', { name: 'Save secret' })).toBeEnabled();
  });
});
