import { isApiPath, isKubernetesPath } from './paths.ts';

it.each([
  ['/apis', true],
  ['/apis/secret.grafana.app', true],
  ['/openapi/v3?hash=1', true],
  ['/version', true],
  ['/api', true],
  ['/api?timeout=32s', true],
  ['/api/v1/tokens', false],
  ['/api/', false],
  ['/apish', false],
  ['/versions', false],
  ['/', false],
])('%s answers as Kubernetes does: %s', (url, expected) => {
  expect(isKubernetesPath(url)).toBe(expected);
});

it.each([
  ['/api', true],
  ['/api/v1/tokens', true],
  ['/version', true],
  ['/apidocs', false],
  ['/a/strongroom-secrets-app', false],
])('%s is for programs: %s', (url, expected) => {
  expect(isApiPath(url)).toBe(expected);
});
