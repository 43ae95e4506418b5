import React from 'react';
import { t } from '@grafana/i18n';
import type { MintedToken } from '../../../api/token';
import { GuardedDrawer } from '../../../components/leave-guard/GuardedDrawer';
import { TokenForm } from './TokenForm';

interface CreateTokenDrawerProps {
  readonly onClose: () => void;
  readonly onMinted: (minted: MintedToken) => void;
}

/** Makes a new token beside the list. */
export function CreateTokenDrawer({ onClose, onMinted }: CreateTokenDrawerProps) {
  return (
    <GuardedDrawer title={t('tokens.create.title', 'Create access token')} closeOnMaskClick={false} onClose={onClose}>
      {(guard) => <TokenForm guard={guard} onMinted={onMinted} />}
    </GuardedDrawer>
  );
}
