import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { missingKeeperActions } from '../../../api/permissions';
import { BlockableButton } from '../../../components/BlockableButton';
import { missingPermissionText } from '../../../components/permission-text';
import type { KeeperRowActions } from './keeper-row-actions';

interface ActivateButtonProps extends Pick<KeeperRowActions, 'permissions' | 'onActivate'> {
  readonly name: string;
  readonly active: boolean;
}

export function ActivateButton({ name, active, permissions, onActivate }: ActivateButtonProps) {
  return (
    <BlockableButton
      size="sm"
      variant="secondary"
      fill="outline"
      blocked={
        active
          ? t('keepers.activate.already', 'It is active already.')
          : missingPermissionText(missingKeeperActions(permissions, ['create']))
      }
      aria-label={t('keepers.row.activate', 'Activate {{name}}', { name })}
      onClick={() => onActivate(name)}
    >
      <Trans i18nKey="keepers.activate.open">Activate</Trans>
    </BlockableButton>
  );
}
