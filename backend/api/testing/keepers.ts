import { serve, type Answer, type ServedApp, type ServedOptions } from '../../http/testing/served-app.ts';
import { RemoteStoreStandIn } from '../../vault/testing/remote-store-stand-in.ts';
import { contractChecked } from './checked-app.ts';

/** Where keepers are. */
export const KEEPERS_PATH = '/apis/secret.grafana.app/v1beta1/namespaces/default/keepers';

/** A place in AWS, as a keeper's spec names it. */
export const AWS = {
  region: 'eu-west-1',
  assumeRole: { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' },
};

/** A body that can be created, with changes. */
export function keeperBody(name: string, changes: { readonly metadata?: object; readonly spec?: object } = {}): object {
  return {
    metadata: { name, ...changes.metadata },
    spec: { description: `Account of ${name}`, aws: AWS, ...changes.spec },
  };
}

/** The whole app where AWS keepers are on, its answers held to the OpenAPI documents, and what stands in for AWS. */
export interface ServedKeepers {
  readonly app: ServedApp;
  readonly remote: RemoteStoreStandIn;
}

export async function serveKeepers(options: ServedOptions = {}): Promise<ServedKeepers> {
  const remote = new RemoteStoreStandIn();
  const env = { SECRETS_AWS_KEEPERS: 'on', ...options.env };
  return { app: contractChecked(await serve({ remoteStore: remote, ...options, env })), remote };
}

export async function createKeeper(
  app: ServedApp,
  name: string,
  changes?: Parameters<typeof keeperBody>[1]
): Promise<void> {
  const { status, text } = await app.send('POST', KEEPERS_PATH, keeperBody(name, changes));
  if (status !== 201) {
    throw new Error(`It was not created: ${text}`);
  }
}

export async function activate(app: ServedApp, name: string): Promise<Answer> {
  return app.send('POST', `${KEEPERS_PATH}/${name}/activate`, {});
}

/** The names of the keepers, in the order of the list, each with whether it is active. */
export async function listedKeepers(app: ServedApp, query = ''): Promise<Array<[name: string, active: boolean]>> {
  const { json } = await app.send('GET', `${KEEPERS_PATH}?${query}`);
  const { items } = json as { items: Array<{ metadata: { name: string }; status: { active: boolean } }> };
  return items.map(({ metadata, status }) => [metadata.name, status.active]);
}
