import type { ApiObject, Plural } from '../conformance/objects.ts';

/** What has to be stored of an object, as far as its answers cannot tell. */
interface Known {
  /** A value cannot be put in the place of a reference. */
  readonly isReference: boolean;
  /** Undefined where it is not known. */
  readonly value: string | undefined;
}

/** What has to be in the store after the requests that succeeded. */
export class StoreModel {
  readonly #objects = new Map<string, Known>();
  /** The last version of every name that there ever was. */
  readonly #versions = new Map<string, number>();

  has(plural: Plural, name: string): boolean {
    return this.#objects.has(keyOf(plural, name));
  }

  names(plural: Plural): string[] {
    return [...this.#objects.keys()]
      .filter((key) => key.startsWith(`${plural}/`))
      .map((key) => key.slice(plural.length + 1));
  }

  isReference(plural: Plural, name: string): boolean {
    return this.#objects.get(keyOf(plural, name))?.isReference === true;
  }

  /** The value of a secure value; undefined where it is not known. */
  valueOf(name: string): string | undefined {
    return this.#objects.get(keyOf('securevalues', name))?.value;
  }

  /**
   * Takes note of a write, and finds fault with its version.
   *
   * @param value undefined where it is not known what was stored.
   */
  stored(
    plural: Plural,
    { metadata: { name }, spec, status }: ApiObject,
    value: string | undefined
  ): string | undefined {
    const key = keyOf(plural, name);
    const version = Number(status.version ?? 0);
    const expected = (this.#versions.get(key) ?? 0) + 1;
    this.#objects.set(key, { isReference: 'ref' in spec, value });
    this.#versions.set(key, version);
    return plural === 'keepers' || version === expected ? undefined : `version ${version} follows on ${expected - 1}`;
  }

  deleted(plural: Plural, name: string): void {
    this.#objects.delete(keyOf(plural, name));
  }
}

function keyOf(plural: Plural, name: string): string {
  return `${plural}/${name}`;
}
