import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { loadResources } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import pluginJson from './plugin.json';

await initPluginTranslations(pluginJson.id, [loadResources]);

// Grafana loads this file on every page once the plugin is enabled, so everything else waits until it is needed.
const LazyApp = lazy(() => import('./pages/App'));

function App(props: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(App);
