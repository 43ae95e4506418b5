import fc from 'fast-check';
import { acceptsJson, isJsonContent } from './negotiation.ts';

describe('acceptsJson', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['*/*', true],
    ['application/*', true],
    ['application/json', true],
    ['Application/JSON; charset=utf-8', true],
    ['text/html, application/json;q=0.001', true],
    ['application/json;as=Table;g=meta.k8s.io;v=v1', false],
    ['application/json;as=Table;g=meta.k8s.io;v=v1,application/json', true],
    ['application/json;q=0', false],
    ['application/json; q=0.000', false],
    ['text/html', false],
    ['text/*', false],
    ['application/jsonx', false],
    ['application/vnd.kubernetes.protobuf', false],
    [';', false],
  ])('%s: %s', (accept, expected) => {
    expect(acceptsJson(accept)).toBe(expected);
  });

  it('reads any header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(acceptsJson(`${text}, application/json`)).toBe(true);
      })
    );
  });
});

describe('isJsonContent', () => {
  it.each([
    [undefined, true],
    ['application/json', true],
    ['APPLICATION/json; charset=utf-8', true],
    ['', false],
    ['text/json', false],
    ['application/json-patch+json', false],
    ['application/x-www-form-urlencoded', false],
  ])('%s: %s', (contentType, expected) => {
    expect(isJsonContent(contentType)).toBe(expected);
  });
});
