import { EventBusSrv, locationUtil, setTimeZoneResolver, validatePath } from '@grafana/data';
import {
  config,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setEchoSrv,
  setHelpNavItemHook,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginLinksHook,
  setReturnToPreviousHook,
} from '@grafana/runtime';
import { setPluginPage } from 'grafana-runtime-plugin-page';
import { HttpBackendSrv } from '../backend-srv/http-backend-srv';
import { TOP_BAR_HEIGHT } from '../chrome/dimensions';
import { useMenu } from '../chrome/MenuContext';
import { signInAgain } from '../navigation/sign-in-again';
import { PluginPage } from '../page/PluginPage';
import { publishToast } from '../toasts/toast-events';
import { SilentEchoSrv } from './echo-srv';

/** Puts in place what Grafana puts behind the functions of `@grafana/runtime`. Call once, before a plugin loads. */
export function setUpRuntime(): EventBusSrv {
  const events = new EventBusSrv();
  setAppEvents(events);
  setCurrentUser(config.bootData.user);
  setEchoSrv(new SilentEchoSrv());
  setBackendSrv(
    new HttpBackendSrv({
      fetch: (url, init) => window.fetch(url, init),
      notify: (toast) => publishToast(events, toast),
      onSignedOut: signInAgain,
      validatePath,
      orgId: config.bootData.user.orgId,
    })
  );
  setTimeZoneResolver(() => 'browser');
  locationUtil.initialize({
    config: config.bootData.settings,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: 'now-1h', to: 'now' }),
  });
  setPluginPage(PluginPage);
  setUpHooks();
  return events;
}

/** No other plugin is there to extend this one, so every extension point is empty. */
function setUpHooks() {
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setReturnToPreviousHook(() => () => {});
  setChromeHeaderHeightHook(() => TOP_BAR_HEIGHT);
  setMegaMenuOpenHook(useMenuOpen);
  setHelpNavItemHook(() => undefined);
}

function useMenuOpen(): readonly [boolean, (open: boolean) => void] {
  const { isOpen, setOpen } = useMenu();
  return [isOpen, setOpen];
}
