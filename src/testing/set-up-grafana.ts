import { AppEvents, BusEventWithPayload, EventBusSrv, OrgRole } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { config, setAppEvents, setBackendSrv, setCurrentUser } from '@grafana/runtime';
import pluginJson from '../plugin.json';
import type { FakeBackendSrv } from './FakeBackendSrv';

interface GrafanaOptions {
  readonly backendSrv: FakeBackendSrv;
  /** What the signed-in user may do, as Grafana told it when the page was loaded. */
  readonly actions: Iterable<string>;
  readonly role?: OrgRole;
  readonly namespace?: string;
}

/** Milliseconds for one journey through the real components, on a machine that has other things to do. */
const JOURNEY_TIMEOUT_MS = 120_000;

jest.setTimeout(JOURNEY_TIMEOUT_MS);

class SuccessAlert extends BusEventWithPayload<[string]> {
  static type = AppEvents.alertSuccess.name;
}

// Grafana lets this be set once; whoever is signed in changes by what it holds.
setCurrentUser(config.bootData.user);

/** What Grafana has ready for a plugin when it shows a page of it. */
export async function setUpGrafana({
  backendSrv,
  actions,
  role = OrgRole.Viewer,
  namespace = 'default',
}: GrafanaOptions): Promise<{ readonly toasts: readonly string[] }> {
  await initPluginTranslations(pluginJson.id);
  config.namespace = namespace;
  config.bootData.user.uid = 'u000001';
  config.bootData.user.orgRole = role;
  config.bootData.user.permissions = Object.fromEntries([...actions].map((action) => [action, true]));
  setBackendSrv(backendSrv);
  const toasts: string[] = [];
  const appEvents = new EventBusSrv();
  appEvents.subscribe(SuccessAlert, ({ payload: [text] }) => toasts.push(text));
  setAppEvents(appEvents);
  return { toasts };
}
