import React from 'react';
import { OrgRole } from '@grafana/data';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createQueryClient } from '../api/query-client';
import { Configuration } from '../pages/configuration/Configuration';
import type { FakePluginSettings } from './FakePluginSettings';
import { setUpGrafana } from './set-up-grafana';

interface RenderOptions {
  readonly settings: FakePluginSettings;
  readonly role?: OrgRole;
  readonly actions?: readonly string[];
}

export interface RenderedConfiguration {
  readonly user: UserEvent;
  readonly queryClient: QueryClient;
}

/** The plugin's page in Grafana's plugin catalogue. */
export async function renderConfiguration({
  settings,
  role = OrgRole.Admin,
  actions = [],
}: RenderOptions): Promise<RenderedConfiguration> {
  await setUpGrafana({ backendSrv: settings, actions, role });
  const user = userEvent.setup();
  const queryClient = createQueryClient();
  render(
    <QueryClientProvider client={queryClient}>
      <Configuration />
    </QueryClientProvider>
  );
  return { user, queryClient };
}
