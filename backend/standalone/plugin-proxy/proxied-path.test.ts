import { proxiedAddress } from './proxied-path.ts';

const PREFIX = '/api/plugin-proxy/strongroom-secrets-app';

describe('an address of the plugin proxy', () => {
  it.each([
    ['/backend/apis', '/backend/apis', ''],
    ['/backend/apis/', '/backend/apis', ''],
    ['/backend//apis', '/backend/apis', ''],
    ['/backend/apis?limit=1&x=%2F', '/backend/apis', '?limit=1&x=%2F'],
    ['/backend/apis?a=b?c', '/backend/apis', '?a=b?c'],
    ['/backend/x/../apis', '/backend/apis', ''],
    ['/../../backend/apis', '/backend/apis', ''],
    ['/backend/%2e%2e/apis', '/backend/%2e%2e/apis', ''],
    ['/backend/a%2Fb', '/backend/a%2Fb', ''],
    ['/', '/', ''],
    ['', '/', ''],
  ])('%s has the path %s and the query "%s"', (rest, path, query) => {
    expect(proxiedAddress(PREFIX + rest)).toEqual({ path, query });
  });
});
