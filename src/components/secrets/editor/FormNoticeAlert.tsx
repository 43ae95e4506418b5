import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { ErrorAlert } from '../../ErrorAlert';
import { writeErrorText } from '../../error-text';
import { identityText } from '../identity-text';
import type { Answer } from './form-values';
import type { FormNotice } from './useSecretForm';

interface FormNoticeAlertProps {
  readonly notice: FormNotice;
  readonly onLoadLatest: () => void;
}

export function FormNoticeAlert({ notice, onLoadLatest }: FormNoticeAlertProps) {
  switch (notice.kind) {
    case 'failed':
      return <ErrorAlert text={writeErrorText(notice.error)} />;
    case 'conflict':
      return (
        <Alert
          bottomSpacing={0}
          severity="warning"
          title={t('secrets.editor.conflict', 'Somebody else changed this secret while you had it open')}
        >
          <Stack direction="column" gap={1} alignItems="flex-start">
            <Trans i18nKey="secrets.editor.conflict-text">
              Nothing was saved. Load the latest version: what you changed here stays.
            </Trans>
            <Button variant="secondary" icon="sync" onClick={onLoadLatest}>
              <Trans i18nKey="secrets.editor.load-latest">Load the latest version</Trans>
            </Button>
          </Stack>
        </Alert>
      );
    case 'name-taken':
      // The name has its own error.
      return null;
    case 'merged':
      return (
        <Alert bottomSpacing={0} severity="info" title={mergedTitle(notice.latest.modifiedBy)}>
          {notice.theirs.length === 0
            ? t('secrets.editor.merged-value', 'They replaced the value, or saved it without a change.')
            : t('secrets.editor.merged-fields', 'They changed: {{fields}}.', {
                fields: notice.theirs.map(answerText).join(', '),
              })}{' '}
          {t('secrets.editor.merged-next', 'Check the form, then save it.')}
        </Alert>
      );
  }
}

function mergedTitle(modifiedBy: string | undefined): string {
  return modifiedBy === undefined
    ? t('secrets.editor.merged', 'This is the latest version, with your changes')
    : t('secrets.editor.merged-by', 'This is the latest version, by {{who}}, with your changes', {
        who: identityText(modifiedBy),
        interpolation: { escapeValue: false },
      });
}

function answerText(answer: Answer): string {
  switch (answer) {
    case 'description':
      return t('secrets.answers.description', 'description');
    case 'decrypters':
      return t('secrets.answers.decrypters', 'who can read it');
    case 'labels':
      return t('secrets.answers.labels', 'labels');
    case 'name':
      return t('secrets.answers.name', 'name');
    case 'value':
    case 'otherDecrypter':
      return t('secrets.answers.value', 'value');
  }
}
