import { createSecretKey } from 'node:crypto';
import { KEY_BYTES } from './envelope.ts';
import type { RingKey, RingKeys } from './key-ring.ts';
import { demand, readBase64, readObject, readStrictly } from './strict-json.ts';

export type ParsedKeyRing =
  | { readonly ok: true; readonly keys: RingKeys }
  /** `rule` names the field and what it has to be, never what it is. */
  | { readonly ok: false; readonly rule: string };

const FILE_VERSION = 1;
const FILE_FIELDS = ['version', 'keys'] as const;
const KEY_FIELDS = ['id', 'state', 'createdAt', 'key', 'check'] as const;
const KEY_STATES = ['active', 'decrypt-only', 'retired'] as const;
type KeyState = (typeof KEY_STATES)[number];

const KEY_ID = /^[0-9a-f]{16}$/;

/** Of HMAC-SHA-256. */
const CHECK_BYTES = 32;

/** The text of a key ring's file. It holds every key: write it only where its owner alone can read it. */
export function serialiseKeyRing({ active, decryptOnly, retired }: RingKeys): string {
  const keys = [
    entryOf('active', active),
    ...decryptOnly.map((key) => entryOf('decrypt-only', key)),
    ...retired.map((key) => entryOf('retired', key)),
  ];
  return `${JSON.stringify({ version: FILE_VERSION, keys }, null, 2)}\n`;
}

/** Strict: a field that is missing, unknown or not exactly as {@link serialiseKeyRing} writes it breaks a rule. */
export function parseKeyRing(text: string): ParsedKeyRing {
  const reading = readStrictly(text, readFile);
  return reading.ok ? { ok: true, keys: reading.value } : reading;
}

function entryOf(state: KeyState, { id, createdAt, key, check }: RingKey): Record<(typeof KEY_FIELDS)[number], string> {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return { id, state, createdAt, key: base64(key.export()), check: base64(check) };
}

function readFile(file: unknown): RingKeys {
  const { version, keys } = readObject(file, 'it', FILE_FIELDS);
  demand(version === FILE_VERSION, `version must be ${FILE_VERSION}`);
  demand(Array.isArray(keys), 'keys must be an array');
  const entries = keys.map((entry: unknown, index) => readEntry(entry, `keys[${index}]`));
  demand(new Set(entries.map(({ key }) => key.id)).size === entries.length, 'every one of keys must have its own id');
  const inState = (wanted: KeyState) => entries.filter(({ state }) => state === wanted).map(({ key }) => key);
  const [active, ...more] = inState('active');
  demand(active !== undefined && more.length === 0, 'exactly one of keys must be active');
  return { active, decryptOnly: inState('decrypt-only'), retired: inState('retired') };
}

function readEntry(entry: unknown, path: string): { readonly state: KeyState; readonly key: RingKey } {
  const { id, state: stateText, createdAt, key, check } = readObject(entry, path, KEY_FIELDS);
  demand(typeof id === 'string' && KEY_ID.test(id), `${path}.id must be 16 lower-case hexadecimal digits`);
  const state = KEY_STATES.find((known) => known === stateText);
  demand(state !== undefined, `${path}.state must be one of ${KEY_STATES.join(', ')}`);
  demand(isTimestamp(createdAt), `${path}.createdAt must be a UTC time such as 2006-01-02T15:04:05.000Z`);
  const bytes = readBase64(key, KEY_BYTES, `${path}.key`);
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  return { state, key: { id, createdAt, key: secret, check: readBase64(check, CHECK_BYTES, `${path}.check`) } };
}

function isTimestamp(value: unknown): value is string {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}
