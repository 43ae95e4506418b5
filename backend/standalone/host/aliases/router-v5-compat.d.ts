/** React Router 6 on top of the router of `@grafana/ui`: what Grafana gives to plugins as `react-router`. */
declare module 'grafana-router-v5-compat' {
  import type { ComponentType, ReactNode } from 'react';
  import type * as v6 from 'react-router-dom';

  export const CompatRouter: ComponentType<{ children?: ReactNode }>;
  export const Navigate: typeof v6.Navigate;
  export const Route: typeof v6.Route;
  export const Routes: typeof v6.Routes;
  export const useLocation: typeof v6.useLocation;
  export const useParams: typeof v6.useParams;
}
