import React from 'react';
import { t } from '@grafana/i18n';
import { Badge, type BadgeProps } from '@grafana/ui';
import type { TokenState } from '../../../api/token';

/** Tells by its words and its icon what it tells by its colour. */
export function TokenStateBadge({ state }: { readonly state: TokenState }) {
  // The key: a badge that changes its icon goes on showing the old one.
  return <Badge key={state} {...badgeOf(state)} />;
}

function badgeOf(state: TokenState): BadgeProps {
  switch (state) {
    case 'active':
      return { color: 'green', icon: 'check', text: t('tokens.state.active', 'Active') };
    case 'not-yet-valid':
      return { color: 'blue', icon: 'clock-nine', text: t('tokens.state.not-yet-valid', 'Not yet valid') };
    case 'expired':
      return { color: 'orange', icon: 'clock-nine', text: t('tokens.state.expired', 'Expired') };
    case 'revoked':
      return { color: 'red', icon: 'times', text: t('tokens.state.revoked', 'Revoked') };
  }
}
