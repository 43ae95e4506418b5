import React from 'react';
import { Trans } from '@grafana/i18n';
import { Text } from '@grafana/ui';

/** Grafana can be set to log what its proxy passes on, and a plugin cannot see whether it is. */
export function RequestLoggingNote() {
  return (
    <Text element="p" color="secondary">
      <Trans i18nKey="request-logging">
        Keep <code>logging</code> off in section <code>[dataproxy]</code> of Grafana&apos;s configuration. Otherwise
        Grafana writes what passes to the backend into its log, and that has values in it.
      </Trans>
    </Text>
  );
}
