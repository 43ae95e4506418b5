/**
 * Random values for people who need a new password or key. Every character and every word is drawn evenly, so that the
 * stated number of bits is what a guesser has to try.
 */

/** Fills an array with random numbers, as `crypto.getRandomValues` does. */
export type FillRandom = (numbers: Uint32Array<ArrayBuffer>) => void;

/** Kinds of characters to draw from. */
export const CHARACTER_SETS = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  // Without quotes, backslash, $ and the like, which shells, URLs and configuration files take for something else.
  symbols: '-_.~!@^*+=,:',
} as const;

export type CharacterSet = keyof typeof CHARACTER_SETS;

export type Recipe =
  | { readonly kind: 'characters'; readonly length: number; readonly sets: readonly CharacterSet[] }
  | { readonly kind: 'words'; readonly count: number };

/** Fewer can be guessed; more is of no use, and anything much longer is better made elsewhere. */
export const CHARACTERS_MIN = 8;
export const CHARACTERS_MAX = 512;
export const WORDS_MIN = 4;
export const WORDS_MAX = 32;

/** What a value needs to withstand guessing off line (NIST SP 800-131A asks the same of keys: 112 bits or more). */
export const STRONG_BITS = 112;

/**
 * Consonants and vowels by turns, 16 bits to a word: the alphabet of "A Proposal for Proquints: Identifiers that are
 * Readable, Spellable, and Pronounceable" (D. S. Wilkerson, arXiv:0901.4016). No list of words, and none that offends on
 * purpose.
 */
const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';
const WORD = [CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS];
const WORD_SEPARATOR = '-';

/** What keeps a recipe from being used; undefined when nothing does. */
export function recipeProblem(recipe: Recipe): 'length' | 'no-characters' | undefined {
  if (recipe.kind === 'words') {
    return isWithin(recipe.count, WORDS_MIN, WORDS_MAX) ? undefined : 'length';
  }
  if (recipe.sets.length === 0) {
    return 'no-characters';
  }
  return isWithin(recipe.length, CHARACTERS_MIN, CHARACTERS_MAX) ? undefined : 'length';
}

/** How many bits a guesser has to try at worst, rounded down. Only for a recipe without a problem. */
export function entropyBits(recipe: Recipe): number {
  return Math.floor(alphabetsOf(recipe).reduce((bits, { length }) => bits + Math.log2(length), 0));
}

/** @throws {RangeError} for a recipe with a problem */
export function generateValue(recipe: Recipe, fill: FillRandom): string {
  const problem = recipeProblem(recipe);
  if (problem !== undefined) {
    throw new RangeError(`no value can be made: ${problem}`);
  }
  const characters = alphabetsOf(recipe).map((alphabet) => alphabet.charAt(randomIndex(alphabet.length, fill)));
  return recipe.kind === 'words' ? inWords(characters) : characters.join('');
}

/**
 * A number from 0 to `count` - 1, each as likely as the others: what is left over of 2³² after whole runs of `count` is
 * drawn again, because a remainder alone would favour the small numbers.
 */
export function randomIndex(count: number, fill: FillRandom): number {
  const evenBelow = 2 ** 32 - (2 ** 32 % count);
  const drawn = new Uint32Array(1);
  for (;;) {
    fill(drawn);
    const [number = 0] = drawn;
    if (number < evenBelow) {
      return number % count;
    }
  }
}

/** What each character is drawn from, in order. */
function alphabetsOf(recipe: Recipe): readonly string[] {
  if (recipe.kind === 'words') {
    return Array.from({ length: recipe.count }, () => WORD).flat();
  }
  const alphabet = [...new Set(recipe.sets)].map((set) => CHARACTER_SETS[set]).join('');
  return Array.from({ length: recipe.length }, () => alphabet);
}

function inWords(characters: readonly string[]): string {
  return characters
    .map((character, index) => (index > 0 && index % WORD.length === 0 ? `${WORD_SEPARATOR}${character}` : character))
    .join('');
}

function isWithin(number: number, min: number, max: number): boolean {
  return Number.isInteger(number) && number >= min && number <= max;
}
