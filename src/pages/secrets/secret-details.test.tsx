import { screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { actionsOf } from '../../testing/personas';
import { renderApp } from '../../testing/renderApp';
import { SECRETS_URL, SETTINGS_SECRETS_URL } from '../routes';

function apiWithPayments(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.seed('payments', {
    metadata: {
      name: 'payments',
      labels: { team: 'shop' },
      annotations: { 'grafana.app/managedBy': 'terraform', 'grafana.app/managerId': 'infra' },
    },
    spec: { description: 'Payment provider', decrypters: ['k6-cloud', 'my-service'] },
  });
  api.seed('mail');
  return api;
}

const DETAILS_URL = `${SECRETS_URL}?secret=payments`;
const details = () => screen.findByRole('dialog', { name: 'payments' });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
const button = async (name: string) => within(await details()).findByRole('button', { name });
const fact = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling;

describe('the details of a secret', () => {
  it('open by their address, and tell all there is', async () => {
    await renderApp({ api: apiWithPayments(), url: DETAILS_URL });
    await details();
    await waitFor(() => expect(fact('UID')).toHaveTextContent('uid-payments-1'));
    expect(fact('Description')).toHaveTextContent('Payment provider');
    expect(fact('Labels')).toHaveTextContent('team: shop');
    expect(fact('Who can read it')).toHaveTextContent(
      'Grafana Cloud k6 k6-cloudTest scripts that run in Grafana Cloud k6 may read the value.'
    );
    expect(fact('Who can read it')).toHaveTextContent('my-serviceA service that this page does not know.');
    expect(fact('Keeper')).toHaveTextContent('system');
    expect(fact('Version')).toHaveTextContent('1');
    expect(fact('Created')).toHaveTextContent(/Friday, November 20, 2026 .*by you/);
    expect(fact('Managed by')).toHaveTextContent('Terraform (infra)');
  });

  it.each([`${SECRETS_URL}/payments`, `${SETTINGS_SECRETS_URL}?secret=payments`])('open at %s, too', async (url) => {
    await renderApp({ api: apiWithPayments(), url });
    expect(await details()).toBeInTheDocument();
    expect(locationService.getSearchObject()).toMatchObject({ secret: 'payments' });
  });

  it('open from the list and close by the Back button, with the filters in place', async () => {
    const { user } = await renderApp({ api: apiWithPayments(), url: `${SECRETS_URL}?search=payments` });
    await user.click(await screen.findByRole('link', { name: 'payments' }));
    await details();
    expect(locationService.getSearchObject()).toEqual({ search: 'payments', secret: 'payments' });

    locationService.getHistory().goBack();
    await closed();
    expect(locationService.getSearchObject()).toEqual({ search: 'payments' });
  });

  it('offer the list where there is no such secret', async () => {
    const { user } = await renderApp({ api: apiWithPayments(), url: `${SECRETS_URL}?search=x&secret=gone` });
    expect(await screen.findByText('There is no secret gone')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all secrets' }));
    await closed();
    expect(await screen.findByRole('link', { name: 'payments' })).toBeInTheDocument();
    expect(locationService.getSearchObject()).toEqual({});
  });

  it('show a reader that was added among them', async () => {
    const { user } = await renderApp({ api: apiWithPayments(), url: DETAILS_URL });
    const field = await within(await details()).findByRole('combobox', { name: 'Where it is used' });
    await user.type(field, 'Workflows{Enter}');
    await user.click(await button('Let Workflows read it'));
    expect(await screen.findByText('Workflows can read it now.')).toBeInTheDocument();
    expect(fact('Who can read it')).toHaveTextContent('grafana-workflows');
  });

  it('lead to the form, and come back as the secret is then', async () => {
    const { user } = await renderApp({ api: apiWithPayments(), url: DETAILS_URL });
    await user.click(await button('Edit'));
    const field = await screen.findByRole('textbox', { name: 'Description' });
    await user.clear(field);
    await user.type(field, 'New provider');
    await user.click(screen.getByRole('button', { name: 'Save secret' }));
    await details();
    await waitFor(() => expect(fact('Description')).toHaveTextContent('New provider'));
    await waitFor(() => expect(fact('Version')).toHaveTextContent('2'));
  });

  it('go with their secret', async () => {
    const api = apiWithPayments();
    const { user } = await renderApp({ api, url: DETAILS_URL });
    await user.click(await button('Delete'));
    await user.type(screen.getByRole('textbox', { name: /type the name/ }), 'payments{Enter}');
    await closed();
    expect(api.names()).toEqual(['mail']);
    expect(locationService.getSearchObject()).toEqual({});
  });

  it('name the permission that is missing', async () => {
    const api = apiWithPayments();
    api.permissions = actionsOf('read');
    await renderApp({ api, url: DETAILS_URL });
    expect(await button('Edit')).toHaveAccessibleDescription('You need the permission secret.securevalues:write.');
    expect(await button('Delete')).toHaveAttribute('aria-disabled', 'true');
  });

  it('of what belongs to another resource lead there', async () => {
    const api = new FakeSecretsApi();
    const owner = { apiVersion: 'provisioning.grafana.app/v0alpha1', kind: 'Repository', name: 'docs' };
    api.seed('inline', { metadata: { name: 'inline', ownerReferences: [owner] } });
    await renderApp({ api, url: `${SECRETS_URL}?secret=inline` });
    expect(await screen.findByRole('link', { name: 'Repository docs' })).toHaveAttribute(
      'href',
      '/admin/provisioning/docs'
    );
    expect(screen.getByRole('button', { name: 'Edit' })).toHaveAttribute('aria-disabled', 'true');
  });
});
