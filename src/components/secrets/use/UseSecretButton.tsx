import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Drawer } from '@grafana/ui';
import type { Secret } from '../../../api/secret';
import { useReturnFocus } from '../../useReturnFocus';
import { RowButton } from '../RowButton';
import { UseSecret } from './UseSecret';

/** Opens what to write where a secret is used. */
export function UseSecretButton({ secret }: { readonly secret: Secret }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <RowButton
        icon="brackets-curly"
        aria-label={t('secrets.use.open', 'Use {{name}}', { name: secret.name })}
        onClick={() => setOpen(true)}
      />
      {open && <UseSecretDrawer secret={secret} onClose={() => setOpen(false)} />}
    </>
  );
}

interface UseSecretDrawerProps {
  readonly secret: Secret;
  readonly onClose: () => void;
}

function UseSecretDrawer({ secret, onClose }: UseSecretDrawerProps) {
  useReturnFocus();
  return (
    <Drawer title={t('secrets.use.title', 'Use {{name}}', { name: secret.name })} size="md" onClose={onClose}>
      <UseSecret secret={secret} />
    </Drawer>
  );
}
