import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { actionFor } from '../../../src/domain/permissions.ts';
import {
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type Answer,
  type ServedApp,
} from '../../http/testing/served-app.ts';
import type { Authenticator } from '../../identity/authenticate.ts';
import type { Caller } from '../../identity/caller.ts';
import { contractProblems } from './contract.ts';
import { failure } from './expected-status.ts';
import { create, SECOND, storedValue } from './secure-values.ts';

export const JSON_PATCH = 'application/json-patch+json';
export const MERGE = 'application/merge-patch+json';
export const STRATEGIC = 'application/strategic-merge-patch+json';
export const APPLY = 'application/apply-patch+yaml';

/** Somebody who may read everything, and nothing else. */
export const READER: Caller = {
  identity: 'user:reader',
  login: 'reader',
  role: 'None',
  orgId: 1,
  permissions: [{ action: actionFor(SECURE_VALUES, 'get'), scope: 'all' }],
};

const reader: Authenticator = async ({ authorization }) =>
  authorization === 'As reader' ? { kind: 'proven', caller: READER, by: 'token' } : undefined;

/** The whole app with a secure value `a`, made a second ago. `Authorization: As reader` is that of {@link READER}. */
export async function servePatched(): Promise<ServedApp> {
  const app = await serve({ authenticators: [reader] });
  await create(app, 'a', {
    metadata: { labels: { team: 'payments', tier: 'gold' }, annotations: { note: 'n' } },
    spec: { description: 'before', decrypters: ['k6-cloud', 'other'] },
  });
  app.place.now += SECOND;
  return app;
}

/** Patches a secure value. The answer is held to the OpenAPI documents. */
export async function patchOn(app: ServedApp, type: string, body: unknown, query = '', name = 'a'): Promise<Answer> {
  const path = `${PATH}/${name}${query}`;
  const answer = await app.send('PATCH', path, body, { ...AS_ADMIN, 'content-type': type });
  const contentType = answer.headers.get('content-type');
  expect(contractProblems({ method: 'PATCH', path, status: answer.status, contentType, text: answer.text })).toEqual(
    []
  );
  return answer;
}

/** The secure value `a` is as {@link servePatched} made it. */
export async function expectUnchangedOn(app: ServedApp): Promise<void> {
  const [stored] = await app.vault.list('default');
  expect(stored).toMatchObject({ version: 1, description: 'before' });
  expect(await storedValue(app, 'a')).toBe('value of a');
}

/** The 400 of a patch that cannot be read. */
export const malformed = (problem: string): string => failure(400, 'BadRequest', `error decoding patch: ${problem}`);
/** The 422 of a patch that cannot be done. */
export const refused = (problem: string): string =>
  failure(422, 'Invalid', `the server rejected our request due to an error in our request: ${problem}`, {});
