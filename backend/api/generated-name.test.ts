import { nameFindings } from '../../src/domain/name.ts';
import { generatedName } from './generated-name.ts';

describe('generatedName', () => {
  it.each([
    ['tok-', /^tok-[a-z0-9]{14}$/],
    ['', /^sv-[a-z0-9]{14}$/],
  ])('starts with %j and is a valid name', (prefix, pattern) => {
    const names = Array.from({ length: 200 }, () => generatedName(prefix));
    expect(names.every((name) => pattern.test(name) && nameFindings(name).length === 0)).toBe(true);
    expect(new Set(names).size).toBe(200);
  });

  it('uses every letter and digit', () => {
    const letters = new Set(Array.from({ length: 200 }, () => [...generatedName('x').slice(1)]).flat());
    expect(letters.size).toBe(36);
  });
});
