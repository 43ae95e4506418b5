import React from 'react';
import { t } from '@grafana/i18n';
import { Badge, Text } from '@grafana/ui';

/** Tells by its words and its icon what it tells by its colour. */
export function KeeperState({ active }: { readonly active: boolean }) {
  return active ? (
    <Badge color="green" icon="check" text={t('keepers.state.active', 'Active')} />
  ) : (
    <Text color="secondary">{t('keepers.state.inactive', 'Not active')}</Text>
  );
}
