/** JSON as it is written: an object may have a key twice, or `__proto__`, and a text may be no JSON at all. */
export type Node = null | boolean | number | string | Verbatim | readonly Node[] | ObjectNode;

/** Stands in the text as it is. */
export class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export class ObjectNode {
  readonly members: ReadonlyArray<readonly [key: string, value: Node]>;

  constructor(members: ReadonlyArray<readonly [key: string, value: Node]>) {
    this.members = members;
  }

  /** Members that are undefined are left out. */
  static of(members: Readonly<Record<string, Node | undefined>>): ObjectNode {
    return new ObjectNode(
      Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
    );
  }

  get(key: string): Node | undefined {
    return this.members.findLast(([name]) => name === key)?.[1];
  }

  without(key: string): ObjectNode {
    return new ObjectNode(this.members.filter(([name]) => name !== key));
  }

  with(key: string, value: Node): ObjectNode {
    return new ObjectNode([...this.without(key).members, [key, value]]);
  }

  /** With a key again, which is the one that counts. */
  repeating(key: string, value: Node): ObjectNode {
    return new ObjectNode([...this.members, [key, value]]);
  }
}

/** What to do with the last key of a path. */
export type Change =
  | { readonly kind: 'set'; readonly value: Node }
  | { readonly kind: 'repeat'; readonly value: Node }
  | { readonly kind: 'remove' };

/** A document with one member changed; as it was where the path leads nowhere. */
export function changed(node: Node, [key, ...rest]: readonly string[], change: Change): Node {
  if (!(node instanceof ObjectNode) || key === undefined) {
    return node;
  }
  if (rest.length > 0) {
    return node.with(key, changed(node.get(key) ?? new ObjectNode([]), rest, change));
  }
  switch (change.kind) {
    case 'set':
      return node.with(key, change.value);
    case 'repeat':
      return node.repeating(key, change.value);
    case 'remove':
      return node.without(key);
  }
}

export function toJson(node: Node): string {
  if (node instanceof Verbatim) {
    return node.text;
  }
  if (node instanceof ObjectNode) {
    return `{${node.members.map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join(',')}}`;
  }
  return Array.isArray(node) ? `[${node.map(toJson).join(',')}]` : JSON.stringify(node);
}
