import { screen, within } from '@testing-library/react';
import { apiWithK6Secrets } from '../../../testing/k6-secrets';
import { renderApp } from '../../../testing/renderApp';
import { ACCESS_TOKENS_URL, SETTINGS_SECRETS_URL } from '../../routes';

const drawer = () => within(screen.getByRole('dialog', { name: 'Use in a test' }));
const block = (name: string | RegExp) => drawer().findByRole('region', { name });

async function open(servedBy: 'built-in' | 'backend' = 'built-in', settings = {}) {
  const api = apiWithK6Secrets();
  api.servedBy = servedBy;
  const app = await renderApp({ api, url: SETTINGS_SECRETS_URL, settings });
  await app.user.click(screen.getByRole('button', { name: 'Use in a test' }));
  return app;
}

describe('using a secret in a test', () => {
  it('shows the script, the command for Grafana Cloud, and the file for elsewhere', async () => {
    await open();
    expect(await block('In the script, by the name of the secret')).toHaveTextContent(
      "secrets.get('test-secret-name')"
    );
    expect(await block(/^Run there/)).toHaveTextContent('k6 cloud run script.js');
    expect(await block('k6-secrets.json')).toHaveTextContent('http://localhost/api/v1/secrets/{key}/decrypt');
    expect(await block('k6-secrets.json')).toHaveTextContent('Bearer svs_…');
    expect(drawer().getByRole('button', { name: 'Download k6-secrets.json' })).toBeEnabled();
    expect(drawer().getByRole('link', { name: 'Go to the access tokens' })).toHaveAttribute('href', ACCESS_TOKENS_URL);
  });

  it('knows the address of the backend', async () => {
    await open('backend', { backendUrl: 'http://backend.test:3001/' });
    expect(await block('k6-secrets.json')).toHaveTextContent('"http://backend.test:3001/api/v1/secrets/{key}/decrypt"');
  });

  it.each([
    ['1.5, 1.6', 'k6 run --secret-source=url script.js', false],
    ['1.7 and later 1.x', 'export K6_SECRET_SOURCE=url', false],
    ['2.x', 'export K6_SECRET_SOURCE=url', true],
  ])('has what k6 %s understands', async (version, command, hasCloud) => {
    const { user } = await open();
    await user.click(await drawer().findByRole('radio', { name: version }));
    expect(await block(/^Run with the environment/)).toHaveTextContent(command);
    expect(drawer().queryByRole('region', { name: /secret source of Grafana Cloud/ }) !== null).toBe(hasCloud);
  });

  it('says who has which role, and that Editors need a grant', async () => {
    const { user } = await renderApp({ api: apiWithK6Secrets(), url: SETTINGS_SECRETS_URL });
    await user.click(screen.getByRole('button', { name: 'Who may do what' }));
    ['Reader', 'Creator', 'Updater', 'Deleter'].forEach((role) =>
      expect(screen.getByText(`Secure Values ${role}`, { selector: 'dt' })).toBeInTheDocument()
    );
    expect(screen.getByText(/Editors and Viewers have none until somebody grants them/)).toBeInTheDocument();
  });
});
