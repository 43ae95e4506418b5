import React, { useLayoutEffect, useState, type ReactNode } from 'react';
import type { OrgRole } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import type { QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { Route, Router, Routes } from 'react-router-dom';
import type { PluginSettings } from '../api/BackendSettings';
import { createQueryClient } from '../api/query-client';
import { AppTree, createSceneApp } from '../pages/App';
import { SECRETS_URL } from '../pages/routes';
import pluginJson from '../plugin.json';
import type { FakeSecretsApi } from './FakeSecretsApi';
import { setUpGrafana } from './set-up-grafana';

interface RenderOptions {
  readonly api: FakeSecretsApi;
  /** Path and query to open. */
  readonly url?: string;
  readonly settings?: PluginSettings;
  readonly role?: OrgRole;
}

export interface RenderedApp {
  readonly user: UserEvent;
  /** Texts of the toasts so far. */
  readonly toasts: readonly string[];
  readonly queryClient: QueryClient;
  readonly unmount: () => void;
}

/** The whole app as Grafana would show it, for somebody with the permissions that the fake API knows of. */
export async function renderApp({ api, url = SECRETS_URL, settings, role }: RenderOptions): Promise<RenderedApp> {
  const { namespace, permissions: actions } = api;
  const { toasts } = await setUpGrafana({ backendSrv: api, actions, role, namespace });
  locationService.replace(url);

  const user = userEvent.setup();
  const queryClient = createQueryClient();
  const sceneApp = () => createSceneApp();
  const { unmount } = render(
    <LocationServiceProvider service={locationService}>
      <HistoryRouter>
        <div className="main-view">
          <Routes>
            <Route
              path={`/a/${pluginJson.id}/*`}
              element={<AppTree settings={settings} queryClient={queryClient} sceneApp={sceneApp} />}
            />
            <Route path="*" element={<p>Elsewhere</p>} />
          </Routes>
        </div>
      </HistoryRouter>
    </LocationServiceProvider>
  );
  return { user, toasts, queryClient, unmount };
}

function HistoryRouter({ children }: { readonly children: ReactNode }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen(setLocation), [history]);
  return (
    <Router location={location} navigator={history}>
      {children}
    </Router>
  );
}
