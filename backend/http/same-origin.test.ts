import { isSafeMethod, isSameOrigin } from './same-origin.ts';

const HERE = { host: 'localhost:3000', protocol: 'http', origin: undefined, secFetchSite: undefined } as const;
const PUBLIC = new URL('https://secrets.example.com');

describe('isSameOrigin', () => {
  it.each([
    [{}, true],
    [{ origin: 'http://localhost:3000' }, true],
    [{ origin: 'http://localhost:3000', secFetchSite: 'same-origin' }, true],
    [{ secFetchSite: 'same-origin' }, true],
    [{ secFetchSite: 'none' }, true],
    [{ origin: 'https://secrets.example.com' }, true],
    [{ origin: 'https://localhost:3000' }, false],
    [{ origin: 'http://localhost' }, false],
    [{ origin: 'http://localhost:3000.evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{ secFetchSite: 'same-site' }, false],
    [{ secFetchSite: 'cross-site' }, false],
    [{ secFetchSite: '' }, false],
    [{ origin: 'http://localhost:3000', secFetchSite: 'cross-site' }, false],
  ])('%j: %s', (source, expected) => {
    expect(isSameOrigin({ ...HERE, ...source }, PUBLIC)).toBe(expected);
  });
});

describe('isSafeMethod', () => {
  it.each([
    ['GET', true],
    ['HEAD', true],
    ['OPTIONS', true],
    ['POST', false],
    ['PUT', false],
    ['PATCH', false],
    ['DELETE', false],
    ['get', false],
  ])('%s: %s', (method, expected) => {
    expect(isSafeMethod(method)).toBe(expected);
  });
});
