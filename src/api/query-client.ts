import { QueryClient } from '@tanstack/react-query';

/** How long a list counts as fresh, so that going back and forth between pages does not ask again. */
const FRESH_MS = 30_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A person sees what went wrong and decides; Grafana itself repeats what a new session token mends.
        retry: false,
        // Offline is an answer, and the page has a screen for it. The default would wait for ever.
        networkMode: 'always',
        refetchOnReconnect: 'always',
        staleTime: FRESH_MS,
      },
    },
  });
}

/** The one of this page load. */
export const queryClient = createQueryClient();
