import React from 'react';
import { t } from '@grafana/i18n';
import { Drawer } from '@grafana/ui';
import type { MintedToken } from '../../../api/token';
import { DiscardModal } from '../../../components/secrets/editor/DiscardModal';
import { useLeaveGuard } from '../../../components/secrets/editor/useLeaveGuard';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { TokenForm } from './TokenForm';

interface CreateTokenDrawerProps {
  readonly onClose: () => void;
  readonly onMinted: (minted: MintedToken) => void;
}

/** Makes a new token beside the list. */
export function CreateTokenDrawer({ onClose, onMinted }: CreateTokenDrawerProps) {
  const guard = useLeaveGuard(onClose);
  useReturnFocus();
  return (
    <Drawer
      title={t('tokens.create.title', 'Create access token')}
      size="md"
      closeOnMaskClick={false}
      onClose={guard.requestLeave}
    >
      <TokenForm guard={guard} onMinted={onMinted} />
      {guard.asking && <DiscardModal onKeep={guard.stay} onDiscard={guard.leave} />}
    </Drawer>
  );
}
