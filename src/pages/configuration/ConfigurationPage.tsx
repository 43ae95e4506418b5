import React from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from '../../api/query-client';
import { Configuration } from './Configuration';

/** The plugin's page in Grafana's plugin catalogue. React.lazy asks for a default export. */
export default function ConfigurationPage() {
  return (
    <QueryClientProvider client={queryClient}>
      <Configuration />
    </QueryClientProvider>
  );
}
