import type { Schemas } from './schema.ts';

const PREFIX = '#/components/schemas/';

/** Those of the schemas that parts of a document refer to, directly or by way of others. */
export function neededSchemas(parts: unknown, schemas: Schemas): Schemas {
  const needed = new Set<string>();
  const visit = (part: unknown): void => {
    for (const name of referredIn(part)) {
      if (!needed.has(name)) {
        needed.add(name);
        visit(schemas[name]);
      }
    }
  };
  visit(parts);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => needed.has(name)));
}

function referredIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) {
    return [];
  }
  const { $ref }: { $ref?: unknown } = part;
  const own = typeof $ref === 'string' && $ref.startsWith(PREFIX) ? [$ref.slice(PREFIX.length)] : [];
  return [...own, ...Object.values(part).flatMap(referredIn)];
}
