import { PluginContextProvider } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';
import { Alert, EmptyState, ErrorBoundaryAlert, LoadingPlaceholder } from '@grafana/ui';
import { useParams } from 'grafana-router-v5-compat';
import React, { Suspense, type ReactNode } from 'react';
import { PluginPage } from '../page/PluginPage';
import type { LoadedPlugin } from './load-plugin';
import { usePlugin } from './use-plugin';

const NOT_FOUND = 404;

/** Draws something of the plugin that the address names, once it is loaded, and keeps its failures in this place. */
export function PluginGate({ children }: { children: (plugin: LoadedPlugin) => ReactNode }) {
  const { pluginId = '' } = useParams();
  const state = usePlugin(pluginId);
  switch (state.kind) {
    case 'loading':
      return (
        <PluginPage pageNav={{ text: '' }}>
          <LoadingPlaceholder text="Loading…" />
        </PluginPage>
      );
    case 'failed':
      return <LoadFailure pluginId={pluginId} error={state.error} />;
    case 'ready':
      return (
        <PluginContextProvider meta={state.plugin.meta}>
          <ErrorBoundaryAlert boundaryName={pluginId} style="page">
            <Suspense fallback={<LoadingPlaceholder text="Loading…" />}>{children(state.plugin)}</Suspense>
          </ErrorBoundaryAlert>
        </PluginContextProvider>
      );
  }
}

function LoadFailure({ pluginId, error }: { pluginId: string; error: unknown }) {
  if (isFetchError(error) && error.status === NOT_FOUND) {
    return (
      <PluginPage pageNav={{ text: 'Plugin not found' }}>
        <EmptyState variant="not-found" message={`There is no plugin "${pluginId}" here`} />
      </PluginPage>
    );
  }
  return (
    <PluginPage pageNav={{ text: 'Plugin failed to load' }}>
      <Alert severity="error" title={`The plugin "${pluginId}" could not be loaded`}>
        {messageOf(error)}
      </Alert>
    </PluginPage>
  );
}

function messageOf(error: unknown): string {
  if (isFetchError<{ message?: string } | null>(error)) {
    return error.data?.message ?? error.statusText ?? `Status ${error.status}`;
  }
  return error instanceof Error ? error.message : String(error);
}
