import { config } from '@grafana/runtime';
import i18next from 'i18next';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { interceptLinks } from './navigation/intercept-links';
import { SOURCE_LANGUAGE } from './plugin/load-translations';
import { shareModules } from './plugin/module-registry';
import { SHARED_MODULES } from './plugin/shared-modules';
import { setUpRuntime } from './runtime/set-up-runtime';
import { StandaloneApp } from './StandaloneApp';

async function start(container: Element) {
  const events = setUpRuntime();
  // After the runtime: what is shared is what it has become.
  shareModules(SHARED_MODULES);
  await i18next.use(initReactI18next).init({
    lng: config.bootData.user.language,
    fallbackLng: SOURCE_LANGUAGE,
    resources: {},
    returnEmptyString: false,
  });
  interceptLinks();
  createRoot(container).render(<StandaloneApp events={events} />);
}

const container = document.getElementById('reactRoot');
if (!container) {
  throw new Error('The page has no #reactRoot to draw in');
}
void start(container);
