import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as routerV5 from 'grafana-router-v5';
import * as routerV5Compat from 'grafana-router-v5-compat';
import i18next from 'i18next';
import lodash from 'lodash';
import React from 'react';
import ReactDom from 'react-dom';
import jsxRuntime from 'react/jsx-runtime';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

/** A package that plugins get from the page instead of bringing their own. */
export type SharedModule =
  { readonly kind: 'ready'; readonly exports: object } | { readonly kind: 'lazy'; load(): Promise<object> };

const ready = (exports: object): SharedModule => ({ kind: 'ready', exports });
const lazy = (load: () => Promise<object>): SharedModule => ({ kind: 'lazy', load });

/**
 * What Grafana shares with plugins, as far as an app of tables and forms asks for it: the externals that the plugin
 * tools' bundler leaves out (https://grafana.com/developers/plugin-tools). `react-router` is version 6's interface,
 * `react-router-dom` version 5's, as in Grafana.
 */
export const SHARED_MODULES: Readonly<Record<string, SharedModule>> = {
  '@emotion/css': ready(emotionCss),
  '@emotion/react': ready(emotionReact),
  '@grafana/data': ready(grafanaData),
  '@grafana/data/unstable': lazy(() => import('@grafana/data/unstable')),
  '@grafana/runtime': ready(grafanaRuntime),
  '@grafana/runtime/unstable': lazy(() => import('@grafana/runtime/unstable')),
  '@grafana/ui': ready(grafanaUi),
  '@grafana/ui/unstable': lazy(() => import('@grafana/ui/unstable')),
  i18next: ready(i18next),
  lodash: ready(lodash),
  moment: lazy(async () => (await import('moment')).default),
  react: ready(React),
  'react/jsx-runtime': ready(jsxRuntime),
  'react-dom': ready(ReactDom),
  'react-dom/client': lazy(async () => (await import('react-dom/client')).default),
  'react-router': ready(routerV5Compat),
  'react-router-dom': ready(routerV5),
  rxjs: ready(rxjs),
  'rxjs/operators': ready(rxjsOperators),
};
