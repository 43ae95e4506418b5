import type { Authenticator } from './authenticate.ts';
import type { Caller, Permission } from './caller.ts';
import { parseCheckedAction } from './grafana-checked-action.ts';
import type { GrafanaCredentials } from './grafana-headers.ts';
import { parseGrafanaUser, type GrafanaUser } from './grafana-user.ts';
import { TokenDigest } from './token-digest.ts';

/**
 * Proves callers whose requests a Grafana forwarded, by the token that the two share. Without the right one its headers
 * count as absent; with it, what they say has to make sense.
 *
 * @param expected undefined where no Grafana is to be believed.
 */
export function grafanaAuthenticator(expected: TokenDigest | undefined): Authenticator {
  return async ({ grafana }) => {
    if (grafana === undefined || expected?.equals(TokenDigest.of(grafana.token)) !== true) {
      return undefined;
    }
    const user = grafana.context === undefined ? undefined : parseGrafanaUser(grafana.context);
    return user === undefined
      ? { kind: 'refused', reason: 'unknown-credentials' }
      : { kind: 'proven', caller: callerOf(user, grafana), by: 'grafana' };
  };
}

function callerOf(user: GrafanaUser, { checkedAction }: GrafanaCredentials): Caller {
  const { identity, login, role, orgId } = user;
  return { identity, login, role, orgId, permissions: user.isAnonymous ? [] : permissionsOf(checkedAction) };
}

/**
 * The one action that Grafana checked. A role adds nothing to it, and takes nothing away: Grafana may have granted the
 * action to a viewer. Grafana does not say on what it was granted, so it counts for every name.
 */
function permissionsOf(checkedAction: string | undefined): readonly Permission[] {
  const action = parseCheckedAction(checkedAction);
  return action === undefined ? [] : [{ action, scope: 'all' }];
}
