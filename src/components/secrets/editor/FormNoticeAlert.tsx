import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { missingActions, secretPermissions } from '../../../api/permissions';
import { BlockableButton } from '../../BlockableButton';
import { ErrorAlert } from '../../ErrorAlert';
import { readErrorText, writeErrorText } from '../../error-text';
import { FirstFocus } from '../../FirstFocus';
import { missingPermissionText } from '../../permission-text';
import { identityText } from '../identity-text';
import { ConflictReview } from './ConflictReview';
import type { FormNotice } from './form-notice';
import type { SecretForm } from './useSecretForm';
import { Notice } from '../../Notice';

interface FormNoticeAlertProps extends Pick<SecretForm, 'loadLatest' | 'merge' | 'startAnew'> {
  readonly notice: FormNotice;
}

export function FormNoticeAlert({ notice, loadLatest, merge, startAnew }: FormNoticeAlertProps) {
  switch (notice.kind) {
    case 'failed':
      return <ErrorAlert text={writeErrorText(notice.error)} />;
    case 'conflict':
      return (
        <FirstFocus>
          <ConflictReview
            read={notice.read}
            latest={notice.latest}
            onMerge={(sideOf) => merge(notice.latest, sideOf)}
          />
        </FirstFocus>
      );
    case 'unread-conflict':
      return (
        <ErrorAlert
          severity="warning"
          text={{
            title: t('secrets.conflict.title', 'This secret was changed while you had it open'),
            advice: t(
              'secrets.conflict.unread',
              'Nothing was saved, and what was changed cannot be read: {{reason}}.',
              {
                reason: readErrorText(notice.error).title,
                interpolation: { escapeValue: false },
              }
            ),
          }}
          onRetry={loadLatest}
        />
      );
    case 'deleted':
      return (
        <FirstFocus>
          <DeletedAlert canStartAnew={notice.secret.ref === undefined} onStartAnew={startAnew} />
        </FirstFocus>
      );
    case 'name-taken':
      // The name has its own error.
      return null;
    case 'merged':
      return (
        <Alert bottomSpacing={0} severity="info" title={mergedTitle(notice.latest.modifiedBy)}>
          <Trans i18nKey="secrets.conflict.merged-next">Check the form, then save it.</Trans>
        </Alert>
      );
  }
}

interface DeletedAlertProps {
  /** A reference could only be made anew with the keeper that had it, which may not be the active one. */
  readonly canStartAnew: boolean;
  readonly onStartAnew: () => void;
}

function DeletedAlert({ canStartAnew, onStartAnew }: DeletedAlertProps) {
  return (
    <Notice severity="warning" title={t('secrets.deleted.title', 'This secret was deleted while you had it open')}>
      <Trans i18nKey="secrets.deleted.text">
        Nothing was saved. Its stored value is gone for good; the rest is still in this form.
      </Trans>
      {canStartAnew && (
        <BlockableButton
          variant="secondary"
          icon="plus"
          blocked={missingPermissionText(missingActions(secretPermissions(), ['create']))}
          onClick={onStartAnew}
        >
          <Trans i18nKey="secrets.deleted.start-anew">Create it again with a new value</Trans>
        </BlockableButton>
      )}
    </Notice>
  );
}

function mergedTitle(modifiedBy: string | undefined): string {
  return modifiedBy === undefined
    ? t('secrets.conflict.merged', 'This is the latest version, with your changes')
    : t('secrets.conflict.merged-by', 'This is the latest version, by {{who}}, with your changes', {
        who: identityText(modifiedBy),
        interpolation: { escapeValue: false },
      });
}
