import React from 'react';
import { Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import type { ErrorText } from './error-text';
import { Notice } from './Notice';

interface ErrorAlertProps {
  readonly text: ErrorText;
  readonly severity?: 'error' | 'warning';
  readonly onRetry?: () => void;
}

/** An error in place: what happened, what to do, and the button that does it. */
export function ErrorAlert({ text, severity = 'error', onRetry }: ErrorAlertProps) {
  return (
    <Notice severity={severity} title={text.title}>
      <span>{text.advice}</span>
      {onRetry && (
        <Button variant="secondary" icon="sync" onClick={onRetry}>
          <Trans i18nKey="actions.retry">Retry</Trans>
        </Button>
      )}
    </Notice>
  );
}
