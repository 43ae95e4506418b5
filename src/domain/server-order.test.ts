import fc from 'fast-check';
import { createFindings, updateFindings, type SecureValueCandidate } from './secure-value-rules.ts';
import { serverFindings } from './server-order.ts';

const VALID: SecureValueCandidate = { name: 'a', namespace: 'default', description: 'd', value: 'v' };
const TOO_LONG_VALUE = { byteLength: 24_577 };

function created(change: Partial<SecureValueCandidate>): string[] {
  return serverFindings(createFindings({ ...VALID, ...change }), 'create').map(({ rule }) => rule);
}

function updated(change: Partial<SecureValueCandidate>, old: { ref?: string } = {}): string[] {
  return serverFindings(updateFindings(old, { ...VALID, ...change }), 'update').map(({ rule }) => rule);
}

describe('serverFindings on create', () => {
  it.each<[string, Partial<SecureValueCandidate>, string[]]>([
    ['nothing wrong', {}, []],
    ['rules 1 and 2 together', { description: '', value: '' }, ['description-required', 'value-or-ref-required']],
    [
      'a bad name, which ends the check after rules 1 to 3',
      { name: 'A', description: '', ref: 'r', namespace: 'B', value: TOO_LONG_VALUE, decrypters: ['a/b'] },
      ['description-required', 'value-and-ref', 'name-invalid'],
    ],
    ['a bad name and a reference too long', { name: 'A', value: null, ref: 'r'.repeat(1025) }, ['name-invalid']],
    ['a name wrong in two ways', { name: 'A'.repeat(254) }, ['name-too-long', 'name-invalid']],
    [
      'a bad namespace, which ends the check too',
      { namespace: 'B', description: '', value: TOO_LONG_VALUE, decrypters: ['a/b'] },
      ['description-required', 'namespace-invalid'],
    ],
    [
      'a description and a value too long',
      { description: 'd'.repeat(254), value: TOO_LONG_VALUE },
      ['description-too-long', 'value-too-long'],
    ],
    [
      'bad decrypters, which hide everything else',
      { description: '', value: TOO_LONG_VALUE, decrypters: ['a/b', '', 'x', 'x', '/'.repeat(64)] },
      ['decrypter-invalid', 'decrypter-empty', 'decrypter-duplicate', 'decrypter-too-long', 'decrypter-invalid'],
    ],
    [
      'too many decrypters, which hide what is wrong with each',
      { description: '', decrypters: Array.from({ length: 65 }, () => 'a/b') },
      ['decrypters-too-many'],
    ],
  ])('reports %s', (_, change, rules) => {
    expect(created(change)).toEqual(rules);
  });
});

describe('serverFindings on update', () => {
  it('checks the change first and the whole object only then', () => {
    expect(updated({ description: '', value: TOO_LONG_VALUE })).toEqual(['value-too-long']);
    expect(updated({ description: '', ref: 'r' })).toEqual(['ref-after-value']);
    expect(updated({ description: '', value: '' })).toEqual(['description-required', 'value-or-ref-required']);
    expect(updated({ description: '', value: '' }, { ref: 'r' })).toEqual(['value-after-ref']);
  });

  it('keeps the quirks of names and decrypters', () => {
    expect(updated({ name: 'A', ref: 'r', decrypters: ['a/b'] })).toEqual(['ref-after-value', 'name-invalid']);
    expect(updated({ ref: 'r', decrypters: ['a/b'] })).toEqual(['decrypter-invalid']);
  });
});

describe('serverFindings', () => {
  const candidate: fc.Arbitrary<SecureValueCandidate> = fc.record({
    name: fc.constantFrom('a', 'A', 'A'.repeat(254)),
    namespace: fc.constantFrom('default', 'B'),
    description: fc.constantFrom('', 'd', 'd'.repeat(254)),
    value: fc.constantFrom(undefined, null, '', 'v', TOO_LONG_VALUE),
    ref: fc.constantFrom(undefined, null, '', 'r', 'r'.repeat(1025)),
    decrypters: fc.array(fc.constantFrom('x', 'y', '', 'a/b'), { maxLength: 70 }),
  });

  it('invents nothing and lets nothing pass that a form refuses', () => {
    fc.assert(
      fc.property(
        candidate,
        fc.constantFrom({}, { ref: 'r' }),
        fc.constantFrom('create', 'update'),
        (next, old, operation) => {
          const all = operation === 'create' ? createFindings(next) : updateFindings(old, next);
          const reported = serverFindings(all, operation);
          expect(reported.every((finding) => all.includes(finding))).toBe(true);
          expect(reported.length === 0).toBe(all.length === 0);
        }
      )
    );
  });
});
