import type { EventBusSrv } from '@grafana/data';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { EmptyState, ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { Router } from 'grafana-router-v5';
import { CompatRouter, Navigate, Route, Routes } from 'grafana-router-v5-compat';
import React from 'react';
import { AppChrome } from './chrome/AppChrome';
import { MenuProvider } from './chrome/MenuContext';
import { landingUrl } from './navigation/nav-tree';
import { PageNavProvider } from './page/PageNavContext';
import { PluginPage } from './page/PluginPage';
import { AppPage } from './plugin/AppPage';
import { SettingsPage } from './plugin/SettingsPage';
import { ThemeProvider } from './theme/ThemeProvider';
import { ToastList } from './toasts/ToastList';

/** The whole page: what Grafana puts around a plugin, in the order in which Grafana nests it. */
export function StandaloneApp({ events }: { events: EventBusSrv }) {
  return (
    <ThemeProvider>
      <GlobalStyles />
      <ErrorBoundaryAlert boundaryName="standalone" style="page">
        <Router history={locationService.getHistory()}>
          <LocationServiceProvider service={locationService}>
            <CompatRouter>
              <ModalsProvider>
                <MenuProvider>
                  <PageNavProvider>
                    <AppChrome>
                      <Pages />
                    </AppChrome>
                  </PageNavProvider>
                </MenuProvider>
                <ModalRoot />
                <ToastList events={events} />
                <PortalContainer />
              </ModalsProvider>
            </CompatRouter>
          </LocationServiceProvider>
        </Router>
      </ErrorBoundaryAlert>
    </ThemeProvider>
  );
}

function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Landing />} />
      <Route path="/a/:pluginId/*" element={<AppPage />} />
      <Route path="/plugins/:pluginId" element={<SettingsPage />} />
      <Route
        path="*"
        element={
          <PluginPage pageNav={{ text: 'Page not found' }}>
            <EmptyState variant="not-found" message="There is nothing at this address" />
          </PluginPage>
        }
      />
    </Routes>
  );
}

function Landing() {
  const url = landingUrl(config.bootData.navTree);
  if (url !== undefined) {
    return <Navigate to={url} replace />;
  }
  return (
    <PluginPage pageNav={{ text: 'Welcome' }}>
      <EmptyState variant="not-found" message="There is no page for your role">
        Switch to another role, or ask an administrator for access.
      </EmptyState>
    </PluginPage>
  );
}
