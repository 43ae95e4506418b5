import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { hasEnded, type AccessToken } from '../../../api/token';

interface RevokeButtonProps {
  readonly token: AccessToken;
  readonly onRevoke: () => void;
}

/** Nothing for a token that has ended already. */
export function RevokeButton({ token, onRevoke }: RevokeButtonProps) {
  const { id } = token;
  if (hasEnded(token)) {
    return null;
  }
  return (
    <Button
      size="sm"
      variant="secondary"
      fill="outline"
      aria-label={t('tokens.row.revoke', 'Revoke {{id}}', { id })}
      onClick={onRevoke}
    >
      <Trans i18nKey="tokens.revoke.open">Revoke</Trans>
    </Button>
  );
}
