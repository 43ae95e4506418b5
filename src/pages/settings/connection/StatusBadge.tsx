import React from 'react';
import { t } from '@grafana/i18n';
import { Badge, type BadgeProps } from '@grafana/ui';
import type { ConnectionStatus } from './connection-status';

/** Tells by its words and its icon what it tells by its colour. */
export function StatusBadge({ status: { kind } }: { readonly status: ConnectionStatus }) {
  // The key: a badge that changes its icon goes on showing the old one.
  return <Badge key={kind} {...badgeOf(kind)} />;
}

function badgeOf(kind: ConnectionStatus['kind']): BadgeProps {
  switch (kind) {
    case 'checking':
      return { color: 'blue', icon: 'sync', text: t('connection.status.checking', 'Checking…') };
    case 'answers':
      return { color: 'green', icon: 'check', text: t('connection.status.answers', 'Answers') };
    case 'not-ready':
      return { color: 'orange', icon: 'exclamation-triangle', text: t('connection.status.not-ready', 'Not ready') };
    case 'failed':
      return { color: 'red', icon: 'exclamation-circle', text: t('connection.status.failed', 'Does not answer') };
  }
}
