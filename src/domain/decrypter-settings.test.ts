import fc from 'fast-check';
import { decrypterFindings } from './decrypter-rules.ts';
import { decryptersSetting } from './decrypter-settings.ts';
import { decrypterRegistry, KNOWN_DECRYPTERS } from './decrypters.ts';

const MINE = { id: 'my-service', name: 'My service', description: 'My service may read the value.' };

describe('the setting of further services', () => {
  it.each([
    [undefined, [], 0],
    [null, [], 0],
    [[], [], 0],
    [[MINE], [MINE], 0],
    [[{ id: 'a', name: 'A' }], [{ id: 'a', name: 'A', description: '' }], 0],
    [[MINE, { ...MINE, name: 'Again' }], [MINE], 1],
    [[{ name: 'No identity' }, MINE], [MINE], 1],
    [[{ ...MINE, id: 'my service' }], [], 1],
    [[{ ...MINE, id: ' my-service' }], [], 1],
    [[{ ...MINE, name: ' ' }], [], 1],
    [[{ ...MINE, description: 1 }], [], 1],
    ['my-service', [], 1],
  ])('%j is %j, without %i', (setting, decrypters, refused) => {
    expect(decryptersSetting(setting)).toEqual({ decrypters, refused });
  });

  it('gives only services that a secret can name, and accounts for every entry', () => {
    const entry = fc.oneof(
      fc.record({ id: fc.string(), name: fc.string(), description: fc.string() }, { requiredKeys: [] }),
      fc.anything()
    );
    fc.assert(
      fc.property(fc.array(entry), (setting) => {
        const { decrypters, refused } = decryptersSetting(setting);
        expect(decrypters.length + refused).toBe(setting.length);
        expect(
          decrypterFindings(decrypters.map(({ id }) => id)).filter(({ rule }) => rule !== 'decrypters-too-many')
        ).toEqual([]);
      })
    );
  });
});

describe('the registry', () => {
  it('has the known services first, and then the added ones', () => {
    const registry = decrypterRegistry([MINE]);
    expect(registry.all).toEqual([...KNOWN_DECRYPTERS, MINE]);
    expect(registry.nameOf('my-service')).toBe('My service');
    expect(registry.nameOf('k6-cloud')).toBe('Grafana Cloud k6');
    expect(registry.nameOf('constructor')).toBe('constructor');
    expect(registry.find('unknown')).toBeUndefined();
  });

  it('lets an added service have the place of a known one', () => {
    const registry = decrypterRegistry([{ ...MINE, id: 'k6-cloud' }]);
    expect(registry.all).toHaveLength(KNOWN_DECRYPTERS.length);
    expect(registry.nameOf('k6-cloud')).toBe('My service');
  });
});
