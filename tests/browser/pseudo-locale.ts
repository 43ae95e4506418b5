import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The language under whose name the pseudo-locale is shown: Grafana knows no language of that kind for plugins. */
export const SHOWN_AS = 'de-DE';

const FILE_NAME = 'strongroom-secrets-app.json';
const ENGLISH_FILE = join(import.meta.dirname, '..', '..', 'src', 'locales', 'en-US', FILE_NAME);

/** Placeholders and tags, which translations keep as they are. */
const FIXED_PART = /(\{\{.*?\}\}|<\/?\d+>)/;

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀćďéƒǵħíĵķĺɱñóƥɋřšťúṽŵẋýžÁƁĆĎÉƑǴĦÍĴĶĹṀŃÓƤɊŘŠŤÚṼŴẊÝŽ';

/** Attributes that people see or hear. */
const SPOKEN_ATTRIBUTES = ['aria-label', 'aria-description', 'aria-roledescription', 'placeholder', 'title', 'alt'];

/** What is the same in every language: code, and moments, which are written by rules and not by texts. */
const SAME_EVERYWHERE = 'code, pre, time, script, style';

/** A file of texts, a tree by the dots of the keys. */
type Tree = { readonly [part: string]: string | Tree };

const ENGLISH: Tree = JSON.parse(readFileSync(ENGLISH_FILE, 'utf8'));

/** English in accented letters and brackets, with every value that is filled in between ⟨ and ⟩. */
function pseudoText(english: string): string {
  const parts = english.split(FIXED_PART).map((part) => {
    if (part.startsWith('{{')) {
      return `⟨${part}⟩`;
    }
    return FIXED_PART.test(part)
      ? part
      : part.replaceAll(/[a-z]/gi, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
  });
  return `⟦${parts.join('')}⟧`;
}

function pseudoTree(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([part, value]) => [
      part,
      typeof value === 'string' ? pseudoText(value) : pseudoTree(value),
    ])
  );
}

/** Shows the page in the pseudo-locale from its next load on. The browser has to ask for {@link SHOWN_AS}. */
export async function speakPseudo(page: Page): Promise<void> {
  const file = pseudoTree(ENGLISH);
  await page.route(`**/locales/${SHOWN_AS}/${FILE_NAME}`, (route) => route.fulfill({ json: file }));
}

/** A text as the pseudo-locale has it, with what is filled in. */
export function pseudo(key: string, values: Readonly<Record<string, string>> = {}): string {
  const text = key
    .split('.')
    .reduce<string | Tree | undefined>((tree, part) => (typeof tree === 'object' ? tree[part] : undefined), ENGLISH);
  if (typeof text !== 'string') {
    throw new Error(`There is no text "${key}"`);
  }
  return pseudoText(text).replaceAll(/\{\{(\w+).*?\}\}/g, (_placeholder, name: string) => values[name] ?? '');
}

/**
 * What is on show within an element, as text or as an attribute that is read out, and has plain letters outside of what
 * was filled in: it did not come from the translations.
 */
export async function untranslatedIn(scope: Locator): Promise<readonly string[]> {
  const texts = await scope.evaluate(
    (root, { attributes, same }) => {
      const found: string[] = [];
      for (const element of [root, ...root.querySelectorAll('*')]) {
        if (element.closest(same) !== null || !element.checkVisibility()) {
          continue;
        }
        const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        found.push(...own.map(({ textContent }) => textContent ?? ''));
        found.push(...attributes.map((name) => element.getAttribute(name) ?? ''));
      }
      return found;
    },
    { attributes: SPOKEN_ATTRIBUTES, same: SAME_EVERYWHERE }
  );
  const untranslated = texts.filter((text) => /[a-z]/i.test(text.replaceAll(/⟨[^⟩]*⟩/g, '')));
  return [...new Set(untranslated.map((text) => text.trim()))];
}
