import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Drawer, EmptyState, LoadingPlaceholder, Stack } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import { useSecretDetails } from '../../../api/queries';
import { ErrorAlert } from '../../ErrorAlert';
import { readErrorText } from '../../error-text';
import { FirstFocus } from '../../FirstFocus';
import { useReturnFocus } from '../../useReturnFocus';
import { SecretDetails, type SecretDetailsActions } from './SecretDetails';

interface SecretDetailsDrawerProps extends SecretDetailsActions {
  readonly name: string;
  readonly onShowAll: () => void;
  readonly onClose: () => void;
}

/** Everything there is to know about one secret, beside the list. Its address alone opens it, too. */
export function SecretDetailsDrawer({ name, onShowAll, onClose, ...actions }: SecretDetailsDrawerProps) {
  const { data: secret, error, isFetching, refetch } = useSecretDetails(name);
  useReturnFocus();
  const apiError = error && !isFetching ? apiErrorOf(error) : undefined;
  return (
    <Drawer title={name} size="md" onClose={onClose}>
      {/* Before the drawer gives it to its close button, whose tooltip would take the first Escape for itself. */}
      <FirstFocus isLong>
        {apiError?.kind === 'not-found' ? (
          <NoSuchSecret name={name} onShowAll={onShowAll} />
        ) : (
          <Stack direction="column" gap={2}>
            {apiError && <ErrorAlert text={readErrorText(apiError)} onRetry={refetch} />}
            {secret && <SecretDetails secret={secret} {...actions} />}
            {!secret && !apiError && <LoadingPlaceholder text={t('secrets.edit.loading', 'Loading the secret')} />}
          </Stack>
        )}
      </FirstFocus>
    </Drawer>
  );
}

function NoSuchSecret({ name, onShowAll }: Pick<SecretDetailsDrawerProps, 'name' | 'onShowAll'>) {
  return (
    <EmptyState
      variant="not-found"
      hideImage
      message={t('secrets.details.not-found', 'There is no secret {{name}}', {
        name,
        interpolation: { escapeValue: false },
      })}
      button={
        <Button variant="secondary" onClick={onShowAll}>
          <Trans i18nKey="secrets.details.show-all">Show all secrets</Trans>
        </Button>
      }
    >
      <Trans i18nKey="secrets.details.not-found-text">It may have been deleted, or its name may be misspelt.</Trans>
    </EmptyState>
  );
}
