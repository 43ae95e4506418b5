import { SECURE_VALUES_PATH, type ServedApp } from '../../http/testing/served-app.ts';

/** When the clock of a served app starts, as objects and as resource versions show it. */
export const START = '2023-11-14T22:13:20Z';
export const START_S = '1700000000';
export const SECOND = 1000;

/** The administrator token, as annotations show its holder. */
export const ADMIN = 'service-account:administrator';

export interface BodyChanges {
  readonly metadata?: object;
  readonly spec?: object;
}

/** A body that can be created, with changes. */
export function bodyOf(name: string, changes: BodyChanges = {}): object {
  return {
    metadata: { name, ...changes.metadata },
    spec: { description: 'Token of billing API', value: `value of ${name}`, ...changes.spec },
  };
}

export async function create(app: ServedApp, name: string, changes?: BodyChanges): Promise<void> {
  const { status, text } = await app.send('POST', SECURE_VALUES_PATH, bodyOf(name, changes));
  if (status !== 201) {
    throw new Error(`It was not created: ${text}`);
  }
}

/** The value that is stored. */
export async function storedValue({ vault }: ServedApp, name: string): Promise<string> {
  const value = await vault.reveal('default', name);
  return value.use((bytes) => bytes.toString());
}

/** The names that a list has, in its order. */
export async function listedNames(app: ServedApp, query = ''): Promise<string[]> {
  const { json } = await app.send('GET', `${SECURE_VALUES_PATH}?${query}`);
  const { items } = json as { items: Array<{ metadata: { name: string } }> };
  return items.map(({ metadata }) => metadata.name);
}
