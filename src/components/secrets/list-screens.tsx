import React, { type ReactNode } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, EmptyState, Text } from '@grafana/ui';
import { ErrorAlert } from '../ErrorAlert';
import type { ErrorText } from '../error-text';
import { StrongroomMark } from '../StrongroomMark';
import { SECURE_VALUE_ACTIONS } from '../../domain/permissions';
import { useSecretsVariant } from './SecretsVariant';

/** Nothing is there yet. */
export function FirstSecret({ createButton }: { readonly createButton: ReactNode }) {
  const { purpose } = useSecretsVariant().words();
  return (
    <EmptyState
      variant="call-to-action"
      image={<StrongroomMark />}
      message={t('secrets.empty.title', 'Create your first secret')}
      button={createButton}
    >
      {purpose}
    </EmptyState>
  );
}

/** There are secrets, but the filters leave none. */
export function NoMatch({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState
      variant="not-found"
      hideImage
      message={t('secrets.no-match.title', 'No secrets match the filters')}
      button={
        <Button variant="secondary" onClick={onClear}>
          <Trans i18nKey="secrets.no-match.clear">Clear filters</Trans>
        </Button>
      }
    />
  );
}

/** The user may not see the list: it is hidden, which is not to say that it is empty. */
export function ListHidden({ createButton }: { readonly createButton: ReactNode }) {
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      message={t('secrets.hidden.title', 'The list of secrets is hidden from you')}
      button={createButton}
    >
      <Text element="p" textAlignment="center" color="secondary">
        <Trans i18nKey="secrets.hidden.text" values={{ permission: SECURE_VALUE_ACTIONS.read }}>
          There may be secrets here. To see them you need the permission <code>{'{{permission}}'}</code>: ask your
          administrator for it.
        </Trans>
      </Text>
    </EmptyState>
  );
}

/** The list is the one of before: a newer one could not be had. */
export function StaleList({ text, onRetry }: { readonly text: ErrorText; readonly onRetry: () => void }) {
  const title = t('secrets.stale.title', 'The list may be out of date');
  return <ErrorAlert severity="warning" text={{ title, advice: `${text.title}. ${text.advice}` }} onRetry={onRetry} />;
}
