import { decrypterFindings } from './decrypter-rules.ts';
import { isJsonObject } from './json-object.ts';

/**
 * Where a secret remembers that it is quarantined: it has no decrypters, and this annotation of ours says who they were.
 * Both Grafana's group and Strongroom's keep a client's annotations as they are, give them back, and replace all of them
 * with every update (`docs/quarantine.md`). Labels would not do: their values have no room for a list, and people select by them.
 */
export const QUARANTINE_ANNOTATION = 'strongroom.grafana.app/quarantine';

/** How long a quarantine may be planned to last, in days, before the secret may go. */
export const QUARANTINE_DAYS = [1, 7, 14, 30, 90] as const;
export type QuarantineDays = (typeof QUARANTINE_DAYS)[number];
export const DEFAULT_QUARANTINE_DAYS: QuarantineDays = 14;

const DAY_MS = 86_400_000;

/** Instants are RFC 3339 in UTC, to the second. */
export interface Quarantine {
  /** Who could read the value, in their order; at least one. */
  readonly decrypters: readonly string[];
  readonly since: string;
  /** From when on it may be deleted. Nothing holds anybody to it. */
  readonly deletableFrom: string;
}

/** What the annotation and the decrypters, which others may have changed meanwhile, say together. */
export type QuarantineState =
  | { readonly kind: 'none' }
  | { readonly kind: 'quarantined'; readonly quarantine: Quarantine }
  /** Somebody added decrypters and left the annotation: these can read it. */
  | { readonly kind: 'overtaken'; readonly quarantine: Quarantine }
  /** The annotation is there and is none that was written here: whom it remembers cannot be told. */
  | { readonly kind: 'unreadable' };

export interface Quarantinable {
  readonly annotations: Readonly<Record<string, string>>;
  readonly decrypters: readonly string[];
}

/** What to store: the two fields that a quarantine is made of, to be written together. */
export type QuarantineChange = Quarantinable;

export function quarantineState({ annotations, decrypters }: Quarantinable): QuarantineState {
  const text = Object.hasOwn(annotations, QUARANTINE_ANNOTATION) ? annotations[QUARANTINE_ANNOTATION] : undefined;
  if (text === undefined) {
    return { kind: 'none' };
  }
  const quarantine = decodeQuarantine(text);
  if (quarantine === undefined) {
    return { kind: 'unreadable' };
  }
  return { kind: decrypters.length === 0 ? 'quarantined' : 'overtaken', quarantine };
}

/**
 * Takes the secret away from all its decrypters and remembers them. Of one that is quarantined already those that were
 * added meanwhile are remembered behind those from before.
 *
 * @param now milliseconds since 1970.
 * @returns undefined where there is nobody to take it from, or too many were added for all to be given it back.
 */
export function startQuarantine(
  secret: Quarantinable,
  days: QuarantineDays,
  now: number
): QuarantineChange | undefined {
  const decrypters = restoredDecrypters(secret);
  if (secret.decrypters.length === 0 || !isDecrypterList(decrypters)) {
    return undefined;
  }
  const quarantine = { decrypters, since: instant(now), deletableFrom: instant(now + days * DAY_MS) };
  return {
    annotations: { ...secret.annotations, [QUARANTINE_ANNOTATION]: encodeQuarantine(quarantine) },
    decrypters: [],
  };
}

/** Gives it back to exactly those whom it was taken from. Whom others added meanwhile keeps it. */
export function endQuarantine(secret: Quarantinable): QuarantineChange {
  return {
    annotations: Object.fromEntries(
      Object.entries(secret.annotations).filter(([key]) => key !== QUARANTINE_ANNOTATION)
    ),
    decrypters: restoredDecrypters(secret),
  };
}

/** Whether the planned time is over. An instant that a clock cannot tell never is. */
export function mayBeDeleted({ deletableFrom }: Quarantine, now: number): boolean {
  return Date.parse(deletableFrom) <= now;
}

export function encodeQuarantine({ decrypters, since, deletableFrom }: Quarantine): string {
  return JSON.stringify({ decrypters, since, deletableFrom });
}

/** Undoes {@link encodeQuarantine}; undefined for anything that it does not write, whoever did. */
export function decodeQuarantine(text: string): Quarantine | undefined {
  const value = parsed(text);
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { decrypters, since, deletableFrom } = value;
  return isDecrypterList(decrypters) && isInstant(since) && isInstant(deletableFrom)
    ? { decrypters, since, deletableFrom }
    : undefined;
}

function restoredDecrypters(secret: Quarantinable): string[] {
  const state = quarantineState(secret);
  const remembered = state.kind === 'quarantined' || state.kind === 'overtaken' ? state.quarantine.decrypters : [];
  return [...new Set([...remembered, ...secret.decrypters])];
}

/** What the API would take back: a restoration that it refused would be none. */
function isDecrypterList(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'string') &&
    decrypterFindings(value).length === 0
  );
}

function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') {
    return false;
  }
  const time = Date.parse(value);
  return !Number.isNaN(time) && instant(time) === value;
}

function instant(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
