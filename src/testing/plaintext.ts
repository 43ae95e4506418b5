import type { QueryClient } from '@tanstack/react-query';

/** The places where a text is to be found after all: caches, markup, address, storage. Fields that show it do not count. */
export function plaintextIn(text: string, { queryClient }: { readonly queryClient: QueryClient }): string[] {
  const places: Record<string, unknown> = {
    queries: queryClient
      .getQueryCache()
      .getAll()
      .map(({ queryKey, state }) => [queryKey, state]),
    mutations: queryClient
      .getMutationCache()
      .getAll()
      .map(({ state }) => state),
    markup: document.documentElement.outerHTML,
    address: window.location.href,
    localStorage: { ...localStorage },
    sessionStorage: { ...sessionStorage },
  };
  const needle = JSON.stringify(text).slice(1, -1);
  return Object.keys(places).filter((place) => {
    const content = JSON.stringify(places[place]);
    return content.includes(needle) || content.includes(JSON.stringify(needle).slice(1, -1));
  });
}
