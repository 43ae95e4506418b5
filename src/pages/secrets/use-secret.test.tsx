import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import type { Action } from '../../domain/permissions';
import { QUARANTINE_ANNOTATION } from '../../domain/quarantine';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { renderApp } from '../../testing/renderApp';
import { SECRETS_URL } from '../routes';

const NAME = 'payments.api-token';

function apiWith(parts: Parameters<FakeSecretsApi['seed']>[1]): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.seed(NAME, parts);
  return api;
}

async function open(api: FakeSecretsApi, query = ''): Promise<UserEvent> {
  const { user } = await renderApp({ api, url: `${SECRETS_URL}${query}` });
  await user.click(await screen.findByRole('button', { name: `Use ${NAME}` }));
  return user;
}

const drawer = () => within(screen.getByRole('dialog', { name: `Use ${NAME}` }));
const code = (label: string) => drawer().getByRole('region', { name: label });

/** By the keyboard: the list of a combobox is drawn as far as it is in sight, and here nothing is. */
async function choose(user: UserEvent, consumer: string): Promise<void> {
  await user.type(drawer().getByRole('combobox', { name: 'Where it is used' }), `${consumer}{Enter}`);
}

describe('how a secret is used', () => {
  it('begins with the first service that may read it', async () => {
    await open(apiWith({ spec: { description: 'd', decrypters: ['my-service', 'k6-cloud'] } }));
    expect(code('Its token, once, where the backend runs')).toHaveTextContent(
      `--decrypter 'my-service' --only '${NAME}'`
    );
    expect(code('The value, with the token in SECRETS_TOKEN')).toHaveTextContent(`/api/v1/secrets/${NAME}/decrypt'`);
    expect(drawer().queryByText(/cannot read/)).not.toBeInTheDocument();
  });

  it.each([
    ['Grafana Cloud k6', 'In the script', `secrets.get('${NAME}')`],
    ['Synthetic Monitoring', 'In a field of an HTTP check', `\${secrets.${NAME}}`],
    ['Workflows', 'In the definition of a workflow', `secret://${NAME}`],
    ['Git Sync and provisioning', 'In the manifest of a Repository, beside its spec', `name: "${NAME}"`],
  ])('shows for %s why its snippet would fail, and lets it on demand', async (service, label, text) => {
    const api = apiWith({ spec: { description: 'd', decrypters: ['my-service'] } });
    const user = await open(api);
    await choose(user, service);
    expect(code(label)).toHaveTextContent(text);
    expect(drawer().getByText(`${service} cannot read ${NAME}`)).toBeInTheDocument();
    await user.click(drawer().getByRole('button', { name: `Let ${service} read it` }));
    expect(api.stored(NAME)?.spec.decrypters).toHaveLength(2);
    expect(await drawer().findByRole('region', { name: label })).toBeInTheDocument();
    expect(await drawer().findByText(`${service} can read it now.`)).toHaveFocus();
    expect(drawer().queryByText(`${service} cannot read ${NAME}`)).not.toBeInTheDocument();
  });

  it('adds no reader to a secret that somebody changed meanwhile, before a person has seen it', async () => {
    const api = apiWith({ spec: { description: 'd', decrypters: ['my-service'] } });
    const user = await open(api);
    await choose(user, 'Workflows');
    api.seed(NAME, { spec: { description: 'Theirs', decrypters: [] } });
    const share = drawer().getByRole('button', { name: 'Let Workflows read it' });
    await user.click(share);
    expect(await drawer().findByText('Somebody else changed this secret meanwhile')).toBeInTheDocument();
    expect(api.requestsOf('PUT')).toEqual([]);
    expect(await screen.findByText('Theirs')).toBeInTheDocument();

    await user.click(share);
    expect(await drawer().findByText('Workflows can read it now.')).toBeInTheDocument();
    expect(api.stored(NAME)?.spec).toMatchObject({ description: 'Theirs', decrypters: ['grafana-workflows'] });
  });

  it('says what Terraform would change', async () => {
    const user = await open(
      apiWith({
        metadata: { name: NAME, labels: { team: 'shop' } },
        spec: { description: 'Longer than the provider of Terraform takes', decrypters: [] },
      })
    );
    await choose(user, 'Terraform');
    expect(code('Take it under the control of Terraform')).toHaveTextContent(`uid = "${NAME}"`);
    expect(drawer().getByText(/takes a description of 25 characters at most/)).toBeInTheDocument();
    expect(drawer().getByText(/knows no labels: its first run removes them/)).toBeInTheDocument();
    expect(drawer().getByText(/replaces the value by that of the variable/)).toBeInTheDocument();
  });

  it('does not add readers past a quarantine', async () => {
    const mark = '{"decrypters":["k6-cloud"],"since":"2026-01-01T00:00:00Z","deletableFrom":"2026-01-08T00:00:00Z"}';
    await open(apiWith({ metadata: { name: NAME, annotations: { [QUARANTINE_ANNOTATION]: mark } } }));
    expect(drawer().getByText('It is in quarantine: end that first.')).toBeInTheDocument();
    expect(drawer().queryByRole('button', { name: /^Let / })).not.toBeInTheDocument();
  });

  it('does not add readers to what belongs to a resource', async () => {
    const owner = { apiVersion: 'provisioning.grafana.app/v0alpha1', kind: 'Repository', name: 'docs' };
    await open(apiWith({ metadata: { name: NAME, ownerReferences: [owner] } }), '?owned=true');
    expect(drawer().getByText(/^It belongs to Repository docs/)).toBeInTheDocument();
    expect(drawer().queryByRole('button', { name: /^Let / })).not.toBeInTheDocument();
  });

  it('names the permission that letting takes', async () => {
    const api = apiWith({ spec: { description: 'd', decrypters: [] } });
    api.permissions = new Set<Action>(['secret.securevalues:read']);
    await open(api);
    expect(drawer().getByRole('button', { name: 'Let Grafana Cloud k6 read it' })).toHaveAccessibleDescription(
      /secret\.securevalues:write/
    );
  });
});
