import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { FirstFocus } from '../../../components/FirstFocus';
import { keeperWriteErrorText } from './keepers-text';
import type { KeeperNotice } from './useKeeperForm';
import { Notice } from '../../../components/Notice';

interface KeeperNoticeAlertProps {
  readonly notice: KeeperNotice;
  readonly onLoadLatest: () => void;
}

export function KeeperNoticeAlert({ notice, onLoadLatest }: KeeperNoticeAlertProps) {
  switch (notice.kind) {
    case 'failed':
      return <ErrorAlert text={keeperWriteErrorText(notice.error)} />;
    case 'no-aws':
      return (
        <ErrorAlert
          text={{
            title: t('keepers.form.no-aws', 'This server cannot keep values in AWS'),
            advice: t('keepers.form.no-aws-reason', 'Nothing was saved. It says: {{reason}}', {
              reason: notice.reason,
              interpolation: { escapeValue: false },
            }),
          }}
        />
      );
    case 'conflict':
      return (
        // The keyboard goes on from what the refused save is about.
        <FirstFocus>
          <Notice
            severity="warning"
            title={t('keepers.form.conflict', 'This keeper was changed while you had it open')}
          >
            <Trans i18nKey="keepers.form.conflict-text">
              Nothing was saved. The latest version takes the place of what is in this form.
            </Trans>
            <Button variant="secondary" icon="sync" onClick={onLoadLatest}>
              <Trans i18nKey="keepers.form.load-latest">Load the latest version</Trans>
            </Button>
          </Notice>
        </FirstFocus>
      );
  }
}
