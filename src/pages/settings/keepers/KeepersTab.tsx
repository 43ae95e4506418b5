import React, { lazy, Suspense } from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';

// Few people come here, and everybody loads the pages.
const LazyKeepersPage = lazy(async () => ({ default: (await import('./KeepersPage')).KeepersPage }));

/** Where the values of secrets are kept. */
export function KeepersTab() {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('keepers.loading', 'Loading keepers')} />}>
      <LazyKeepersPage />
    </Suspense>
  );
}
