import fc from 'fast-check';
import type { Requirement } from './label-requirement.ts';
import { formatLabelSelector, matchesLabels, parseLabelSelector } from './label-selector.ts';

function parsed(text: string): readonly Requirement[] {
  const result = parseLabelSelector(text);
  if (!result.ok) {
    throw new Error(result.message);
  }
  return result.selector;
}

describe('parseLabelSelector', () => {
  it.each<[string, Requirement[]]>([
    ['', []],
    [' \t\r\n', []],
    ['env', [{ key: 'env', operator: 'exists' }]],
    ['!env', [{ key: 'env', operator: 'not-exists' }]],
    ['! env', [{ key: 'env', operator: 'not-exists' }]],
    ['env=prod', [{ key: 'env', operator: '=', value: 'prod' }]],
    ['env == prod', [{ key: 'env', operator: '=', value: 'prod' }]],
    ['env!=prod', [{ key: 'env', operator: '!=', value: 'prod' }]],
    ['env=', [{ key: 'env', operator: '=', value: '' }]],
    [
      'env=,team= ',
      [
        { key: 'env', operator: '=', value: '' },
        { key: 'team', operator: '=', value: '' },
      ],
    ],
    ['example.com/env=prod', [{ key: 'example.com/env', operator: '=', value: 'prod' }]],
    ['env in (a,b)', [{ key: 'env', operator: 'in', values: ['a', 'b'] }]],
    ['env  in\t(  a ,\n b )', [{ key: 'env', operator: 'in', values: ['a', 'b'] }]],
    ['env in(a)', [{ key: 'env', operator: 'in', values: ['a'] }]],
    ['env notin (a,a,b)', [{ key: 'env', operator: 'notin', values: ['a', 'b'] }]],
    ['env in ()', [{ key: 'env', operator: 'in', values: [''] }]],
    ['env in (,)', [{ key: 'env', operator: 'in', values: [''] }]],
    ['env in (,a,,b,)', [{ key: 'env', operator: 'in', values: ['', 'a', 'b'] }]],
    ['replicas>3', [{ key: 'replicas', operator: '>', value: '3' }]],
    ['replicas < 10', [{ key: 'replicas', operator: '<', value: '10' }]],
    ['in in (in,notin)', [{ key: 'in', operator: 'in', values: ['in', 'notin'] }]],
    ['notin', [{ key: 'notin', operator: 'exists' }]],
    ['env=in', [{ key: 'env', operator: '=', value: 'in' }]],
    [
      'env=prod,!old,team in (a)',
      [
        { key: 'env', operator: '=', value: 'prod' },
        { key: 'old', operator: 'not-exists' },
        { key: 'team', operator: 'in', values: ['a'] },
      ],
    ],
  ])('reads %j', (text, selector) => {
    expect(parsed(text)).toEqual(selector);
  });

  it.each([
    ['a in', "unable to parse requirement: found '' expected: '('"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in (b c)', "unable to parse requirement: found 'c', expected: ',' or ')'"],
    ['a in (=)', "unable to parse requirement: found '=', expected: ',' or ')'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a!', "unable to parse requirement: found '!', expected: in, notin, =, ==, !=, gt, lt"],
    ['a=!b', "unable to parse requirement: found '!', expected: identifier"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['!!a', "unable to parse requirement: found '!', expected: identifier"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['a==b==c', "found '==', expected: ',' or 'end of string'"],
    ['a=b)', "found ')', expected: ',' or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['a,,b', "found ',', expected: identifier after ','"],
    [',a', "found ',', expected: !, identifier, or 'end of string'"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
  ])('refuses %j', (text, message) => {
    expect(parseLabelSelector(text)).toEqual({ ok: false, message });
  });

  it.each([
    ['a_=b', /^unable to parse requirement: key: Invalid value: "a_": name part must consist of/],
    ['/a', /^unable to parse requirement: key: Invalid value: "\/a": prefix part must be non-empty$/],
    ['a=b/c', /^unable to parse requirement: values\[0\]\[a\]: Invalid value: "b\/c": a valid label must/],
    ['a in (b,-)', /^unable to parse requirement: values\[1\]\[a\]: Invalid value: "-": a valid label must/],
    [
      'a>b',
      /^unable to parse requirement: values\[0\]: Invalid value: "b": for 'Gt', 'Lt' operators, the value must be an/,
    ],
    ['a>', /the value must be an integer$/],
    ['a<9223372036854775808', /the value must be an integer$/],
    ['a>-1', /a valid label must/],
    ['a\u0000b', /^unable to parse requirement: key: Invalid value: "a\\x00b"/],
    ['a\u00a0=b', /^unable to parse requirement: key: Invalid value: "a\\u00a0"/],
    [`a=${'b'.repeat(64)}`, /must be no more than 63 characters$/],
  ])('refuses the key or value of %j', (text, message) => {
    expect(parseLabelSelector(text)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      'a',
      'b',
      ' ',
      ',',
      '=',
      '==',
      '!=',
      '!',
      '(',
      ')',
      '<',
      '>',
      'in',
      'notin',
      '1',
      '/'
    );
    const almost = fc.array(pieces, { maxLength: 20 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), almost), (text) => {
        expect(typeof parseLabelSelector(text).ok).toBe('boolean');
      }),
      { numRuns: 2_000 }
    );
  });
});

const key = fc.stringMatching(/^([a-z]{1,5}\.[a-z]{1,5}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?$/);
const value = fc.stringMatching(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?)?$/);
const integer = fc.nat().map(String);

function requirements(keys: fc.Arbitrary<string>, values: fc.Arbitrary<string>): fc.Arbitrary<Requirement[]> {
  const requirement: fc.Arbitrary<Requirement> = fc.oneof(
    fc.record({ key: keys, operator: fc.constantFrom('exists' as const, 'not-exists' as const) }),
    fc.record({ key: keys, operator: fc.constantFrom('=' as const, '!=' as const), value: values }),
    fc.record({ key: keys, operator: fc.constantFrom('>' as const, '<' as const), value: integer }),
    fc.record({
      key: keys,
      operator: fc.constantFrom('in' as const, 'notin' as const),
      values: fc.uniqueArray(values, { minLength: 1, maxLength: 4 }),
    })
  );
  return fc.array(requirement, { maxLength: 5 });
}

describe('formatLabelSelector', () => {
  it('writes what is read back as the same', () => {
    fc.assert(
      fc.property(requirements(fc.oneof(key, fc.constantFrom('in', 'notin')), value), (selector) => {
        expect(parsed(formatLabelSelector(selector))).toEqual(selector);
      })
    );
  });
});

/** The selector as Kubernetes' documentation puts it, one label at a time. */
function model(requirement: Requirement, labels: ReadonlyMap<string, string>): boolean {
  const label = labels.get(requirement.key);
  switch (requirement.operator) {
    case 'exists':
      return labels.has(requirement.key);
    case 'not-exists':
      return !labels.has(requirement.key);
    case '=':
      return [label].includes(requirement.value);
    case '!=':
      return ![label].includes(requirement.value);
    case 'in':
      return requirement.values.some((candidate) => candidate === label);
    case 'notin':
      return requirement.values.every((candidate) => candidate !== label);
    case '>':
      return /^\d+$/.test(label ?? '') && Number(label) > Number(requirement.value);
    case '<':
      return /^\d+$/.test(label ?? '') && Number(label) < Number(requirement.value);
  }
}

describe('matchesLabels', () => {
  it.each([
    ['', {}, true],
    ['env=prod', { env: 'prod' }, true],
    ['env=prod', { env: 'Prod' }, false],
    ['env=prod', {}, false],
    ['env!=prod', {}, true],
    ['env!=prod', { env: 'prod' }, false],
    ['env', { env: '' }, true],
    ['!env', { env: '' }, false],
    ['!env', {}, true],
    ['env in (a,b)', { env: 'b' }, true],
    ['env in (a,b)', {}, false],
    ['env in ()', { env: '' }, true],
    ['env notin (a,b)', {}, true],
    ['env notin (a,b)', { env: 'a' }, false],
    ['n>3', { n: '4' }, true],
    ['n>3', { n: '3' }, false],
    ['n>3', { n: 'many' }, false],
    ['n>3', {}, false],
    ['n<3', { n: '-5' }, true],
    ['n<9223372036854775807', { n: '9223372036854775806' }, true],
    ['env=prod,team=a', { env: 'prod' }, false],
    ['constructor', {}, false],
    ['toString!=x', {}, true],
  ])('%j on %j is %s', (text, labels, expected) => {
    expect(matchesLabels(parsed(text), labels)).toBe(expected);
  });

  it('takes absent labels for none', () => {
    expect(matchesLabels(parsed('!env'), undefined)).toBe(true);
  });

  it('agrees with the model', () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'constructor');
    const values = fc.constantFrom('', 'x', 'y', '1', '20', '300');
    fc.assert(
      fc.property(requirements(keys, values), fc.dictionary(keys, values), (selector, labels) => {
        const map = new Map(Object.entries(labels));
        expect(matchesLabels(selector, labels)).toBe(selector.every((requirement) => model(requirement, map)));
      }),
      { numRuns: 1_000 }
    );
  });
});
