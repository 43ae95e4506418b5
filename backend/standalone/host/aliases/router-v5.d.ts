/**
 * The router that `@grafana/ui` itself uses: links and routes only meet when both come from the same copy.
 * `build-host.ts` knows where it is; it brings no types.
 */
declare module 'grafana-router-v5' {
  import type { LocationService } from '@grafana/runtime';
  import type { ComponentType, ReactNode } from 'react';

  export const Router: ComponentType<{ history: ReturnType<LocationService['getHistory']>; children?: ReactNode }>;
}
