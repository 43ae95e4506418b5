import React from 'react';
import type { ProviderKind } from '../../../api/provider';
import { ConfigurationLink } from '../../../components/ConfigurationLink';
import { ErrorAlert } from '../../../components/ErrorAlert';
import type { ConnectionStatus } from './connection-status';
import { failureText, notReadyText } from './connection-text';

interface ConnectionFailureProps {
  readonly kind: ProviderKind;
  readonly status: ConnectionStatus;
}

/** What is wrong and what to do; nothing as long as all is well. */
export function ConnectionFailure({ kind, status }: ConnectionFailureProps) {
  switch (status.kind) {
    case 'checking':
    case 'answers':
      return null;
    case 'not-ready':
      return <ErrorAlert severity="warning" text={notReadyText()} />;
    case 'failed':
      return (
        <>
          <ErrorAlert text={failureText(kind, status.error)} />
          {kind === 'backend' && (
            <div>
              <ConfigurationLink />
            </div>
          )}
        </>
      );
  }
}
