import React, { type ReactNode } from 'react';
import { Text } from '@grafana/ui';

/** What to know about the code above it. */
export function SnippetNote({ children }: { readonly children: NonNullable<ReactNode> }) {
  return (
    <Text element="p" color="secondary" variant="bodySmall">
      {children}
    </Text>
  );
}
