import { grafanaAuthenticator } from './grafana-authenticator.ts';
import { grafanaCredentialsOf } from './grafana-headers.ts';
import { inOwnNamespace } from './grafana-own-namespace.ts';
import { TokenDigest } from './token-digest.ts';

const TOKEN = 'shared-by-grafana-and-the-backend-0123456789';
const CONTEXT = JSON.stringify({ UserID: 1, UserUID: 'ada', OrgID: 3, OrgRole: 'Viewer', Login: 'ada' });
const ANONYMOUS = JSON.stringify({ OrgID: 3, OrgRole: 'Admin', IsAnonymous: true });
const ACTION = 'secret.securevalues:read';

interface Sent {
  readonly token?: string;
  readonly context?: string;
  readonly action?: string;
}

const authenticate = ({ token, context, action }: Sent, expected = TOKEN) =>
  grafanaAuthenticator(TokenDigest.of(expected))({
    authorization: undefined,
    sessionCookie: undefined,
    grafana: grafanaCredentialsOf({
      'x-strongroom-grafana-token': token,
      'x-grafana-context': context,
      'x-strongroom-checked-action': action,
    }),
  });

describe('a Grafana', () => {
  it('is believed with the token: who asks, and the one action it checked', async () => {
    expect(await authenticate({ token: TOKEN, context: CONTEXT, action: ACTION })).toEqual({
      kind: 'proven',
      by: 'grafana',
      caller: {
        identity: 'user:ada',
        login: 'ada',
        role: 'Viewer',
        orgId: 3,
        permissions: [{ action: ACTION, scope: 'all' }],
      },
    });
  });

  it.each([undefined, '', TOKEN.toUpperCase(), `${TOKEN} `, `${TOKEN}, ${TOKEN}`, '<no value>'])(
    'is nobody with the token %j',
    async (token) => {
      expect(await authenticate({ token, context: CONTEXT, action: ACTION })).toBeUndefined();
    }
  );

  it('is nobody where no token was set, whatever it sends', async () => {
    const grafana = { token: '', context: CONTEXT, checkedAction: ACTION };
    const credentials = { authorization: undefined, sessionCookie: undefined, grafana };
    expect(await grafanaAuthenticator(undefined)(credentials)).toBeUndefined();
  });

  it.each([undefined, '', '{}', '{"OrgID":3}', `${CONTEXT}, ${CONTEXT}`])(
    'is refused with the context %j',
    async (context) => {
      expect(await authenticate({ token: TOKEN, context, action: ACTION })).toEqual({
        kind: 'refused',
        reason: 'unknown-credentials',
      });
    }
  );

  it.each([
    undefined,
    '',
    'none',
    'secret.securevalues:*',
    'secret.securevalues:READ',
    `${ACTION}, ${ACTION}`,
    'secret.securevalues:read,secret.securevalues:create',
    'plugins.app:access',
    'toString',
  ])('gives no permission with the action %j, whatever the role', async (action) => {
    const context = CONTEXT.replace('Viewer', 'Admin');
    expect(await authenticate({ token: TOKEN, context, action })).toMatchObject({
      kind: 'proven',
      caller: { role: 'Admin', permissions: [] },
    });
  });

  it('gives visitors no permission, even one that it checked', async () => {
    expect(await authenticate({ token: TOKEN, context: ANONYMOUS, action: ACTION })).toMatchObject({
      kind: 'proven',
      caller: { identity: 'anonymous:0', permissions: [] },
    });
  });
});

describe('the namespace of a path', () => {
  const caller = { identity: 'user:ada', login: 'ada', role: 'None', orgId: 3, permissions: [] } as const;

  it("is the caller's own where the path leaves it open", () => {
    expect(inOwnNamespace({ namespace: '-', name: 'a' }, caller)).toEqual({ namespace: 'org-3', name: 'a' });
    expect(inOwnNamespace({ namespace: '-' }, { ...caller, orgId: 1 })).toEqual({ namespace: 'default' });
  });

  it.each([{ namespace: 'default' }, { namespace: '--' }, { namespace: '' }, { name: '-' }, {}, undefined])(
    'stays as it is otherwise: %j',
    (params) => {
      expect(inOwnNamespace(params, caller)).toBe(params);
    }
  );
});
