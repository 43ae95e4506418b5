import fc from 'fast-check';
import { acceptsJson, JSON_OFFER, preferredOffer, syntaxOf, TABLE_OFFER, YAML_OFFER } from './negotiation.ts';

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
    ['application/json;q=0, */*', false],
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
        expect(acceptsJson(`${text}, application/json`)).toBe(!/application\/json\s*;.*q\s*=\s*0/i.test(text));
      })
    );
  });
});

describe('preferredOffer', () => {
  const KUBECTL =
    'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';

  it.each([
    [undefined, JSON_OFFER],
    [' ', JSON_OFFER],
    ['*/*', JSON_OFFER],
    ['application/*', JSON_OFFER],
    ['application/yaml', YAML_OFFER],
    ['application/yaml;q=0.5, application/json;q=0.4', YAML_OFFER],
    ['application/yaml;q=0.4, application/json;q=0.5', JSON_OFFER],
    ['application/yaml, application/json', YAML_OFFER],
    ['application/json, application/yaml', JSON_OFFER],
    ['*/*, application/json;q=0.1', YAML_OFFER],
    ['*/*;q=0.1, application/yaml', YAML_OFFER],
    ['application/json;q=0, */*;q=0.1', YAML_OFFER],
    ['application/json;q=0, application/yaml;q=0, */*', undefined],
    ['application/yaml;q=nonsense', YAML_OFFER],
    ['application/yaml;q=', YAML_OFFER],
    ['application/json;q=0.9, application/yaml;q=7', YAML_OFFER],
    [KUBECTL, TABLE_OFFER],
    ['application/json;as=Table;v=v1;g=meta.k8s.io;q=0.5, application/json;q=0.4', TABLE_OFFER],
    ['application/json;as=Table;v=v1;g=meta.k8s.io;q=0.5, application/json', JSON_OFFER],
    ['application/json, application/json;as=Table;v=v1;g=meta.k8s.io', JSON_OFFER],
    ['application/json;as=Table;v=v1beta1;g=meta.k8s.io, application/json', JSON_OFFER],
    ['application/json;as=Table;v=v1;g=other, application/yaml', YAML_OFFER],
    ['application/yaml;as=Table;v=v1;g=meta.k8s.io', undefined],
    ['text/html', undefined],
    [',;=', undefined],
  ])('%s', (accept, expected) => {
    expect(preferredOffer(accept, [JSON_OFFER, YAML_OFFER, TABLE_OFFER])).toBe(expected);
  });

  it('is the same for programs that ask for a table where there is none', () => {
    expect(preferredOffer(KUBECTL, [JSON_OFFER, YAML_OFFER])).toBe(JSON_OFFER);
  });

  it('has the highest quality of all offers', () => {
    const quality = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(quality, quality, (ofJson, ofYaml) => {
        const accept = `application/json;q=${ofJson / 1000}, application/yaml;q=${ofYaml / 1000}`;
        const expected = ofJson >= ofYaml ? JSON_OFFER : YAML_OFFER;
        expect(preferredOffer(accept, [JSON_OFFER, YAML_OFFER])).toBe(ofJson + ofYaml === 0 ? undefined : expected);
      })
    );
  });
});

describe('syntaxOf', () => {
  it.each([
    [undefined, 'json'],
    ['application/json', 'json'],
    ['APPLICATION/json; charset=utf-8', 'json'],
    ['application/yaml', 'yaml'],
    ['application/yaml;charset=utf-8', 'yaml'],
    ['', undefined],
    ['text/json', undefined],
    ['text/yaml', undefined],
    ['application/json-patch+json', undefined],
    ['application/x-www-form-urlencoded', undefined],
  ])('%s: %s', (contentType, expected) => {
    expect(syntaxOf(contentType)).toBe(expected);
  });
});
