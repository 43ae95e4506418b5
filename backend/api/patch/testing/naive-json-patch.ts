import fc from 'fast-check';
import { jsonValues } from './json-values.ts';

export interface PlainOperation {
  readonly op: string;
  readonly path: string;
  readonly from: string;
  readonly value: unknown;
}

const pointers = fc
  .array(fc.constantFrom('a', 'b', 'c', '0', '1', '-', '', '~1', '~01', '__proto__'), { maxLength: 3 })
  .map((keys) => keys.map((key) => `/${key}`).join(''));

/** Operations that often fit to small documents, and to one another. */
export const operations: fc.Arbitrary<PlainOperation> = fc.record({
  op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'),
  path: pointers,
  from: pointers,
  value: jsonValues,
});

/** JSON Patch by the letter of the RFC, on whole copies of plain values: a remove and an add for everything else. */
export function naive(target: unknown, patch: readonly PlainOperation[]): unknown {
  try {
    return { is: patch.reduce(naiveStep, target) };
  } catch (error) {
    if (error instanceof Refused) {
      return 'refused';
    }
    throw error;
  }
}

class Refused extends Error {}

function naiveStep(document: unknown, { op, path, from, value }: PlainOperation): unknown {
  switch (op) {
    case 'add':
      return naiveAdd(document, keysOf(path), value);
    case 'remove':
      if (path === '') {
        throw new Refused();
      }
      return naiveRemove(document, keysOf(path));
    case 'replace':
      naiveGet(document, keysOf(path));
      return path === '' ? value : naiveAdd(naiveRemove(document, keysOf(path)), keysOf(path), value);
    case 'copy':
      return naiveAdd(document, keysOf(path), naiveGet(document, keysOf(from)));
    case 'move': {
      const moved = naiveGet(document, keysOf(from));
      if (path.startsWith(`${from}/`)) {
        throw new Refused();
      }
      return from === '' ? moved : naiveAdd(naiveRemove(document, keysOf(from)), keysOf(path), moved);
    }
    default:
      if (JSON.stringify(sorted(naiveGet(document, keysOf(path)))) !== JSON.stringify(sorted(value))) {
        throw new Refused();
      }
      return document;
  }
}

function keysOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, member]) => [`key ${key}`, sorted(member)])
        .concat([['object', null]])
    : value;
}

function naiveGet(document: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) {
    return document;
  }
  if (typeof document !== 'object' || document === null || !Object.hasOwn(document, key) || key === 'length') {
    throw new Refused();
  }
  return naiveGet(Reflect.get(document, key), rest);
}

function naiveRemove(document: unknown, [key, ...rest]: readonly string[]): unknown {
  const member = naiveGet(document, key === undefined ? [] : [key]);
  if (key === undefined) {
    throw new Refused();
  }
  if (rest.length > 0) {
    return withMember(document, key, naiveRemove(member, rest));
  }
  if (Array.isArray(document)) {
    return document.filter((_, index) => String(index) !== key);
  }
  return Object.fromEntries(Object.entries(Object(document)).filter(([name]) => name !== key));
}

function naiveAdd(document: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  if (rest.length > 0) {
    return withMember(document, key, naiveAdd(naiveGet(document, [key]), rest, value));
  }
  if (Array.isArray(document)) {
    const position = key === '-' ? document.length : /^(0|[1-9]\d*)$/.test(key) ? Number(key) : Number.NaN;
    if (!(position <= document.length)) {
      throw new Refused();
    }
    return [...document.slice(0, position), value, ...document.slice(position)];
  }
  if (typeof document !== 'object' || document === null) {
    throw new Refused();
  }
  return withMember(document, key, value);
}

function withMember(document: unknown, key: string, value: unknown): unknown {
  return Array.isArray(document)
    ? document.map((item, index) => (String(index) === key ? value : item))
    : Object.fromEntries([...Object.entries(Object(document)), [key, value]]);
}
