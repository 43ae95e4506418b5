import React from 'react';
import { Trans } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import type { FoundProvider } from '../../../api/provider';
import { useConnectionCheck } from '../../../api/useConnectionCheck';
import { RequestLoggingNote } from '../../../components/RequestLoggingNote';
import { ConnectionFacts } from './ConnectionFacts';
import { ConnectionFailure } from './ConnectionFailure';
import { connectionStatus } from './connection-status';
import type { ConnectionReason } from './connection-text';
import { StatusBadge } from './StatusBadge';

interface ConnectionCheckProps {
  readonly provider: FoundProvider;
  readonly reason: ConnectionReason;
}

/** Whether a provider answers, asked as soon as somebody looks, and what there is to know about it. */
export function ConnectionCheck({ provider, reason }: ConnectionCheckProps) {
  const { data: parts, isFetching, refetch } = useConnectionCheck(provider);
  const checked = isFetching ? undefined : parts;
  const status = connectionStatus(checked);
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" gap={2} alignItems="center" wrap="wrap">
        <div role="status">
          <StatusBadge status={status} />
        </div>
        {/* It stays in place while it works, so that the keyboard does. */}
        <Button size="sm" variant="secondary" icon="sync" onClick={() => !isFetching && refetch()}>
          <Trans i18nKey="actions.check-again">Check again</Trans>
        </Button>
      </Stack>
      <ConnectionFailure kind={provider.kind} status={status} />
      <ConnectionFacts provider={provider} reason={reason} checked={checked} />
      {provider.kind === 'backend' && <RequestLoggingNote />}
    </Stack>
  );
}
