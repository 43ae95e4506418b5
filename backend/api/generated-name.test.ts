import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { nameFindings } from '../../src/domain/name.ts';
import { generatedName } from './generated-name.ts';

describe('generatedName', () => {
  it.each([
    ['tok-', SECURE_VALUES, /^tok-[a-z0-9]{14}$/],
    ['', SECURE_VALUES, /^sv-[a-z0-9]{14}$/],
    ['', KEEPERS, /^kp-[a-z0-9]{14}$/],
  ])('starts with %j and is a valid name', (prefix, names, pattern) => {
    const made = Array.from({ length: 200 }, () => generatedName(names, prefix));
    expect(made.every((name) => pattern.test(name) && nameFindings(name).length === 0)).toBe(true);
    expect(new Set(made).size).toBe(200);
  });

  it('uses every letter and digit', () => {
    const letters = new Set(Array.from({ length: 200 }, () => [...generatedName(SECURE_VALUES, 'x').slice(1)]).flat());
    expect(letters.size).toBe(36);
  });
});
