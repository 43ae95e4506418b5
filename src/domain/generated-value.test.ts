import fc from 'fast-check';
import {
  CHARACTER_SETS,
  CHARACTERS_MAX,
  CHARACTERS_MIN,
  entropyBits,
  generateValue,
  randomIndex,
  recipeProblem,
  WORDS_MAX,
  WORDS_MIN,
  type CharacterSet,
  type FillRandom,
  type Recipe,
} from './generated-value.ts';

const real: FillRandom = (numbers) => void crypto.getRandomValues(numbers);

/** A source that gives these numbers, one by one, and fails when they are used up. */
function sourceOf(numbers: readonly number[]): FillRandom {
  const left = [...numbers];
  return (array) => {
    const next = left.shift();
    if (next === undefined) {
      throw new Error('no number left');
    }
    array[0] = next;
  };
}

const sets = fc.uniqueArray(fc.constantFrom<CharacterSet>('lower', 'upper', 'digits', 'symbols'), { minLength: 1 });
const characters: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constant('characters'),
  length: fc.integer({ min: CHARACTERS_MIN, max: CHARACTERS_MAX }),
  sets,
});
const words: fc.Arbitrary<Recipe> = fc.record({
  kind: fc.constant('words'),
  count: fc.integer({ min: WORDS_MIN, max: WORDS_MAX }),
});

describe('randomIndex', () => {
  it('stays within the count, whatever is drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat({ max: 2 ** 32 - 1 }), (count, drawn) => {
        // Should the number be drawn again, the next one is 0.
        const index = randomIndex(count, sourceOf([drawn, 0]));
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(count);
      })
    );
  });

  it('draws again what would favour the small numbers, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), (count) => {
        const evenBelow = Math.floor(2 ** 32 / count) * count;
        expect(randomIndex(count, sourceOf([evenBelow - 1]))).toBe(count - 1);
        if (evenBelow < 2 ** 32) {
          expect(randomIndex(count, sourceOf([evenBelow, 2 ** 32 - 1, 1]))).toBe(1);
        }
      })
    );
  });
});

describe('generateValue', () => {
  it('makes as many characters as asked for, of the sets asked for alone', () => {
    fc.assert(
      fc.property(characters, (recipe) => {
        const value = generateValue(recipe, real);
        if (recipe.kind === 'characters') {
          const allowed = recipe.sets.map((set) => CHARACTER_SETS[set]).join('');
          expect(value).toHaveLength(recipe.length);
          expect([...value].filter((character) => !allowed.includes(character))).toEqual([]);
        }
      })
    );
  });

  it('makes words that can be said', () => {
    fc.assert(
      fc.property(words, (recipe) => {
        const made = generateValue(recipe, real).split('-');
        expect(made).toHaveLength(recipe.kind === 'words' ? recipe.count : 0);
        expect(
          made.filter((word) => !/^[bdfghj-nprstvz][aiou][bdfghj-nprstvz][aiou][bdfghj-nprstvz]$/.test(word))
        ).toEqual([]);
      })
    );
  });

  it('uses every character of a set, about as often as the others', () => {
    const alphabet = CHARACTER_SETS.digits;
    const length = CHARACTERS_MAX;
    const rounds = 40;
    const counts = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      for (const character of generateValue({ kind: 'characters', length, sets: ['digits'] }, real)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    // Chi squared of 9 degrees of freedom is above 50 once in ten million times.
    const expected = (length * rounds) / alphabet.length;
    const chiSquared = [...alphabet].reduce((sum, one) => sum + ((counts.get(one) ?? 0) - expected) ** 2 / expected, 0);
    expect(chiSquared).toBeLessThan(50);
  });

  it('states the bits of a recipe', () => {
    expect(entropyBits({ kind: 'words', count: 8 })).toBe(128);
    expect(entropyBits({ kind: 'characters', length: 32, sets: ['digits'] })).toBe(106);
    expect(entropyBits({ kind: 'characters', length: 32, sets: ['lower', 'upper', 'digits'] })).toBe(190);
  });

  it.each<[Recipe, string]>([
    [{ kind: 'characters', length: CHARACTERS_MIN - 1, sets: ['lower'] }, 'length'],
    [{ kind: 'characters', length: CHARACTERS_MAX + 1, sets: ['lower'] }, 'length'],
    [{ kind: 'characters', length: 8.5, sets: ['lower'] }, 'length'],
    [{ kind: 'characters', length: Number.NaN, sets: ['lower'] }, 'length'],
    [{ kind: 'characters', length: 32, sets: [] }, 'no-characters'],
    [{ kind: 'words', count: WORDS_MIN - 1 }, 'length'],
    [{ kind: 'words', count: WORDS_MAX + 1 }, 'length'],
  ])('makes nothing of %j', (recipe, problem) => {
    expect(recipeProblem(recipe)).toBe(problem);
    expect(() => generateValue(recipe, real)).toThrow(RangeError);
  });
});
