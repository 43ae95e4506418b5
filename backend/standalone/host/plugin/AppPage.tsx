import { locationSearchToObject } from '@grafana/runtime';
import { useLocation } from 'grafana-router-v5-compat';
import React from 'react';
import { AccessDenied } from '../page/AccessDenied';
import { PluginPage } from '../page/PluginPage';
import { missingAccess } from './include-access';
import type { LoadedPlugin } from './load-plugin';
import { PluginGate } from './PluginGate';

/** `/a/<plugin id>/…`: the plugin's own pages. */
export function AppPage() {
  return <PluginGate>{(plugin) => <PluginRoot plugin={plugin} />}</PluginGate>;
}

function PluginRoot({ plugin }: { plugin: LoadedPlugin }) {
  const { pathname, search } = useLocation();
  const { meta, root: Root } = plugin;
  const missing = missingAccess(meta.includes ?? [], pathname);

  if (missing) {
    return (
      <PluginPage pageNav={{ text: missing.page }}>
        <AccessDenied needs={missing.needs} />
      </PluginPage>
    );
  }
  if (!Root) {
    return <PluginPage pageNav={{ text: meta.name }}>This plugin has no pages.</PluginPage>;
  }
  return (
    <Root
      meta={meta}
      basename={`/a/${meta.id}`}
      path={pathname}
      query={locationSearchToObject(search)}
      onNavChanged={ignoreNav}
    />
  );
}

/** Plugins name their pages through `PluginPage`; this older way is no longer drawn. */
function ignoreNav() {}
