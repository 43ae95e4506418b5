import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppPluginMeta, type AppRootProps, type PluginConfigPage } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { loadResources } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import { CONFIGURATION_PAGE_ID } from './components/configuration-page';
import pluginJson from './plugin.json';

await initPluginTranslations(pluginJson.id, [loadResources]);

// Grafana loads this file on every page once the plugin is enabled, so everything else waits until it is needed.
const LazyApp = lazy(() => import('./pages/App'));
const LazyConfigurationPage = lazy(() => import('./pages/configuration/ConfigurationPage'));

function App(props: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

function ConfigurationPage() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyConfigurationPage />
    </Suspense>
  );
}

function configurationPage(): PluginConfigPage<AppPluginMeta> {
  return {
    id: CONFIGURATION_PAGE_ID,
    title: t('configuration.title', 'Configuration'),
    icon: 'cog',
    body: ConfigurationPage,
  };
}

export const plugin = new AppPlugin().setRootPage(App).addConfigPage(configurationPage());
