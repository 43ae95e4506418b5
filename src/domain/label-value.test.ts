import { labelValueProblems } from './label-value.ts';

describe('labelValueProblems', () => {
  it.each(['', 'a', 'MyValue', 'my_value', '12345', 'a.b-c_d', 'a'.repeat(63)])('finds none in %j', (text) => {
    expect(labelValueProblems(text)).toEqual([]);
  });

  it.each([
    ['-a', ['syntax']],
    ['a_', ['syntax']],
    ['a b', ['syntax']],
    ['a\n', ['syntax']],
    ['a'.repeat(64), ['too-long']],
    ['-'.repeat(64), ['too-long', 'syntax']],
  ])('of %j are %j', (text, kinds) => {
    expect(labelValueProblems(text).map(({ kind }) => kind)).toEqual(kinds);
  });
});
