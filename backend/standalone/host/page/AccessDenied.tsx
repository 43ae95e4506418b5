import { EmptyState, TextLink } from '@grafana/ui';
import React from 'react';

/** Names what is missing, so that the user knows what to ask for. */
export function AccessDenied({ needs }: { needs: string }) {
  return (
    <EmptyState
      variant="not-found"
      message="Access denied"
      button={
        <TextLink href="/" inline={false}>
          Go to the start page
        </TextLink>
      }
    >
      {`You need ${needs} to see this page. Ask an administrator, or switch to another role.`}
    </EmptyState>
  );
}
