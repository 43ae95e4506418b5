import type { Parsed } from '../setting-values.ts';

/** A field of an order that was refused, and the rule it breaks. Never holds what was written. */
export interface OrderProblem<Field extends string> {
  readonly field: Field;
  readonly rule: string;
}

/** Collects all that is wrong with the fields of an order. */
export class OrderProblems<Field extends string> {
  readonly #found: Array<OrderProblem<Field>> = [];

  get found(): ReadonlyArray<OrderProblem<Field>> {
    return this.#found;
  }

  /** What a field was read as; undefined, and noted, where it breaks a rule. */
  valueOf<T>(field: Field, parsed: Parsed<T>): T | undefined {
    if (!parsed.ok) {
      this.#found.push({ field, rule: parsed.rule });
    }
    return parsed.ok ? parsed.value : undefined;
  }
}

/** All of the items, or what is wrong with the first that is. */
export function parseAll<T>(
  texts: readonly string[],
  max: number,
  parse: (text: string) => Parsed<T>
): Parsed<readonly T[]> {
  if (texts.length > max) {
    return { ok: false, rule: `must be given at most ${max} times` };
  }
  const values: T[] = [];
  for (const text of texts) {
    const parsed = parse(text);
    if (!parsed.ok) {
      return parsed;
    }
    values.push(parsed.value);
  }
  return { ok: true, value: values };
}
