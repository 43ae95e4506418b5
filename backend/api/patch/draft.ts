import { DEPTH_MAX, isJsonArray, isJsonObject, type JsonValue } from '../../http/json-reader.ts';
import { SecretValue } from '../../vault/secret-value.ts';
import { isInside, type JsonPointer } from './json-pointer.ts';
import { equalJson } from './equal-json.ts';

/** An operation that a draft cannot carry out. The message repeats nothing of the draft or of what was to be put there. */
export class DraftError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'DraftError';
  }
}

type Editable = null | boolean | number | string | SecretValue | Editable[] | Map<string, Editable>;
type Container = Editable[] | Map<string, Editable>;

interface Place {
  readonly container: Container;
  readonly key: string;
}

/**
 * How many values the operations on one draft may bring and copy, and how many items of lists they may push along: far more
 * than any object of the group has, and little enough that nobody else waits. Kubernetes limits the bytes of copies.
 */
const EFFORT_MAX = 200_000;

const POSITION = /^(0|[1-9][0-9]*)$/;
const END = '-';
/** The root stands in a container like everything else. */
const ROOT = '';

/** A document that operations change in place, one after the other. It shares nothing with what it was made of. */
export class Draft {
  readonly #holder = new Map<string, Editable>();
  #effort = 0;

  constructor(root: JsonValue) {
    this.#holder.set(
      ROOT,
      editable(root, 0, 'kept', () => undefined)
    );
  }

  /** @throws DraftError where the root has been removed. */
  root(): JsonValue {
    const root = this.#holder.get(ROOT);
    if (root === undefined) {
      throw new DraftError('nothing is left');
    }
    return root;
  }

  add(path: JsonPointer, value: JsonValue): void {
    this.#insert(path, this.#copyOf(value, path, 'kept'));
  }

  replace(path: JsonPointer, value: JsonValue): void {
    const place = this.#placeOf(path);
    requireMember(place);
    put(place, this.#copyOf(value, path, 'kept'));
  }

  /** @throws DraftError where there is something else. A secret equals nothing, so that nobody can guess at one. */
  test(path: JsonPointer, value: JsonValue): void {
    if (!equalJson(requireMember(this.#placeOf(path)), value)) {
      throw new DraftError('there is something else at its path');
    }
  }

  remove(path: JsonPointer): void {
    if (path.length === 0) {
      throw new DraftError('the whole object cannot be removed');
    }
    this.#take(this.#placeOf(path));
  }

  copy(from: JsonPointer, path: JsonPointer): void {
    this.#insert(path, this.#copyOf(requireMember(this.#placeOf(from)), path, 'refused'));
  }

  move(from: JsonPointer, path: JsonPointer): void {
    if (isInside(path, from)) {
      throw new DraftError('nothing can be moved into itself');
    }
    const place = this.#placeOf(from);
    const moved = this.#copyOf(requireMember(place), path, 'refused');
    this.#take(place);
    this.#insert(path, moved);
  }

  #insert(path: JsonPointer, value: Editable): void {
    const { container, key } = this.#placeOf(path);
    if (!Array.isArray(container)) {
      container.set(key, value);
      return;
    }
    const position = key === END ? container.length : positionOf(key);
    if (position === undefined || position > container.length) {
      throw new DraftError('its path is not in the list');
    }
    this.#spend(container.length - position);
    container.splice(position, 0, value);
  }

  #take(place: Place): void {
    requireMember(place);
    const { container, key } = place;
    if (Array.isArray(container)) {
      this.#spend(container.length - Number(key));
      container.splice(Number(key), 1);
    } else {
      container.delete(key);
    }
  }

  /** The place that a path names, whether there is something or not, in a container that is there. */
  #placeOf(path: JsonPointer): Place {
    let container: Container = this.#holder;
    let key = ROOT;
    for (const next of path) {
      const inner = memberOf({ container, key });
      if (!(inner instanceof Map) && !Array.isArray(inner)) {
        throw new DraftError('there is nothing that could hold its path');
      }
      container = inner;
      key = next;
    }
    return { container, key };
  }

  #copyOf(value: JsonValue, path: JsonPointer, secrets: 'kept' | 'refused'): Editable {
    return editable(value, path.length, secrets, () => this.#spend(1));
  }

  #spend(effort: number): void {
    this.#effort += effort;
    if (this.#effort > EFFORT_MAX) {
      throw new DraftError('the patch copies or moves too much');
    }
  }
}

/** @param count is told of every value. */
function editable(value: JsonValue, depth: number, secrets: 'kept' | 'refused', count: () => void): Editable {
  if (depth > DEPTH_MAX) {
    throw new DraftError(`the result would be nested deeper than ${DEPTH_MAX} levels`);
  }
  count();
  if (isJsonArray(value)) {
    return value.map((item) => editable(item, depth + 1, secrets, count));
  }
  if (isJsonObject(value)) {
    return new Map([...value].map(([key, member]) => [key, editable(member, depth + 1, secrets, count)]));
  }
  if (value instanceof SecretValue && secrets === 'refused') {
    throw new DraftError('a value cannot be copied or moved once it is set');
  }
  return value;
}

function memberOf({ container, key }: Place): Editable | undefined {
  if (!Array.isArray(container)) {
    return container.get(key);
  }
  const position = positionOf(key);
  return position === undefined ? undefined : container[position];
}

function requireMember(place: Place): Editable {
  const member = memberOf(place);
  if (member === undefined) {
    throw new DraftError('there is nothing at its path (a stored value never shows: "add" sets a new one)');
  }
  return member;
}

function put({ container, key }: Place, value: Editable): void {
  if (Array.isArray(container)) {
    container[Number(key)] = value;
  } else {
    container.set(key, value);
  }
}

function positionOf(key: string): number | undefined {
  return POSITION.test(key) ? Number(key) : undefined;
}
