import React from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import type { KeeperPermissions } from '../../../api/permissions';
import { useKeeperList } from '../../../api/useKeepers';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { NoKeepers } from './keeper-screens';
import { KeeperList } from './KeeperList';
import { keepersErrorText } from './keepers-text';

/** The keepers, once it is known which there are. */
export function Keepers({ permissions }: { readonly permissions: KeeperPermissions }) {
  const { data: keepers, error, isFetching, refetch } = useKeeperList();
  const failure = error === null || isFetching ? undefined : apiErrorOf(error);

  if (keepers === undefined) {
    if (failure === undefined) {
      return <LoadingPlaceholder text={t('keepers.loading', 'Loading keepers')} />;
    }
    return failure.kind === 'unavailable' ? (
      <NoKeepers />
    ) : (
      <ErrorAlert text={keepersErrorText(failure)} onRetry={refetch} />
    );
  }
  return (
    <>
      {failure && <ErrorAlert severity="warning" text={keepersErrorText(failure)} onRetry={refetch} />}
      <KeeperList keepers={keepers} busy={isFetching} permissions={permissions} />
    </>
  );
}
