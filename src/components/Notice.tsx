import React, { type ReactNode } from 'react';
import { Alert, Stack } from '@grafana/ui';

interface NoticeProps {
  readonly severity: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly children: ReactNode;
}

/** Something to know in place, and below it what can be done about it. */
export function Notice({ severity, title, children }: NoticeProps) {
  return (
    <Alert bottomSpacing={0} severity={severity} title={title}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {children}
      </Stack>
    </Alert>
  );
}
