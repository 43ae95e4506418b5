import fc from 'fast-check';
import { GROUP_PATH, VERSION_PATH } from '../../src/domain/api-group.ts';
import type { Plural } from '../conformance/objects.ts';
import { secretText } from './hostile-texts.ts';

/** Ways to write a name so that somebody on the way may read another one. */
const ODD_SEGMENTS = [
  '.',
  '..',
  '%2e%2e',
  '%252e%252e',
  '..%2f',
  'a%2fb',
  'a%2Factivate',
  'a%00',
  'a%00.json',
  'a\u0000',
  'a%0d%0aX-Evil:%20b',
  '%',
  '%zz',
  '%c0%ae',
  '%ed%a0%80',
  '%ff',
  'a;x=y',
  'a%3fdryRun=All',
  'a%23',
  'a\\b',
  'A',
  ' a',
  'a%20',
  '__proto__',
  'constructor',
  '*',
  ':name',
  '{name}',
  '-',
  '~',
  'system',
  'a'.repeat(254),
  'a'.repeat(9_000),
];

const ODD_NAMESPACES = [
  'org-2',
  '-',
  'org-1',
  'foo',
  'stacks-1',
  '..',
  '%2e%2e',
  '__proto__',
  'default%00',
  'Default',
  '',
];

const BELOW = [
  '/',
  '//',
  '/activate',
  '/status',
  '/decrypt',
  '/activate/',
  '/activate/x',
  '/..',
  '/../a',
  '/%2e%2e/a',
  '/.',
  '?',
  '#x',
];

/** Other places, where a path may end up by mistake. */
const ELSEWHERE = [
  '/',
  '*',
  '',
  '//',
  '/apis',
  '/apis/',
  '/apis/apps/v1/deployments',
  GROUP_PATH,
  `${GROUP_PATH}/v1`,
  VERSION_PATH,
  `${VERSION_PATH}/securevalues`,
  `${VERSION_PATH}/namespaces`,
  `${VERSION_PATH}/namespaces/default`,
  `${VERSION_PATH}/namespaces/default/unknown/a`,
  '/openapi/v3',
  `/openapi/v3${VERSION_PATH}`,
  '/openapi/v2',
  '/version',
  '/api',
  '/api/v1/tokens/x',
  '/api/v1/secrets/a/decrypt',
  '/api/v1/secrets/a%2f..%2fb/raw',
  '/healthz',
  '/readyz',
  '/metrics',
  `http://127.0.0.1${VERSION_PATH}/namespaces/default/securevalues`,
  'http://evil.example/',
  '//evil.example/',
  '/..//../etc/passwd',
];

/** A path to an object of a kind or to its collection, mostly with a trick in it. */
export function hostileTarget(plural: Plural, name: string): fc.Arbitrary<string> {
  const collection = (namespace: string) => `${VERSION_PATH}/namespaces/${namespace}/${plural}`;
  const encoded = encodeURIComponent(name.toWellFormed());
  const item = `${collection('default')}/${encoded}`;
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(item) },
    { weight: 4, arbitrary: fc.constant(collection('default')) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...ODD_NAMESPACES).map((namespace) => `${collection(namespace)}/${encoded}`),
    },
    { weight: 3, arbitrary: fc.constantFrom(...ODD_SEGMENTS).map((segment) => `${collection('default')}/${segment}`) },
    { weight: 2, arbitrary: fc.constantFrom(...BELOW).map((below) => item + below) },
    { weight: 2, arbitrary: fc.constantFrom(...ELSEWHERE) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        item.replace('/namespaces/', '//namespaces/'),
        item.replace('/namespaces/', '/./namespaces/'),
        item.replace('/apis/', '/APIS/'),
        item.replace('/namespaces/', '/namespaces%2f'),
        item.replaceAll('/', '\\'),
        item.slice(1)
      ),
    },
    { weight: 1, arbitrary: secretText.map((secret) => `${VERSION_PATH}/${encodeURIComponent(secret)}`) }
  );
}

const parameter: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'dryRun=All',
      'dryRun=All&dryRun=All',
      'dryRun=maybe',
      'dryRun=',
      'fieldValidation=Strict',
      'fieldValidation=Ignore',
      'fieldValidation=strict',
      'fieldManager=me',
      `fieldManager=${'x'.repeat(200)}`,
      'force=true',
      'pretty=true',
      'pretty=1',
      'watch=true',
      'watch=1',
      'limit=1',
      'limit=-1',
      'limit=abc',
      'limit=9999999999999999999',
      'continue=x',
      'resourceVersion=1',
      'resourceVersion=abc',
      'resourceVersionMatch=Exact',
      'resourceVersionMatch=NotOlderThan&resourceVersion=0',
      'timeoutSeconds=1',
      'includeObject=Object',
      'includeObject=None',
      'includeObject=x',
      'labelSelector=team%3Dpayments',
      'labelSelector=a%20in%20(',
      'labelSelector=!__proto__',
      'labelSelector=toString',
      `labelSelector=${encodeURIComponent(Array.from({ length: 300 }, (_, index) => `k${index}!=v`).join(','))}`,
      'fieldSelector=metadata.name%3Da',
      'fieldSelector=spec.decrypter%3Dk6-cloud',
      'fieldSelector=spec.value%3Dx',
      'fieldSelector=__proto__%3Dx',
      'orphanDependents=true',
      'propagationPolicy=Foreground',
      'gracePeriodSeconds=-1'
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '%',
      '%zz=%zz',
      '%00=%00',
      '__proto__=x',
      '__proto__[x]=y',
      '=',
      '&&&',
      'a',
      '+',
      '%ff',
      'a[]=1',
      '\\'
    ),
  },
  { weight: 1, arbitrary: secretText.map((secret) => `dryRun=${encodeURIComponent(secret)}`) },
  { weight: 1, arbitrary: secretText.map((secret) => `fieldValidation=${encodeURIComponent(secret)}`) },
  { weight: 1, arbitrary: secretText.map((secret) => `value=${encodeURIComponent(secret)}`) }
);

/** With its question mark. */
export const hostileQuery: fc.Arbitrary<string> = fc
  .array(parameter, { minLength: 1, maxLength: 3 })
  .map((parameters) => `?${parameters.join('&')}`);
