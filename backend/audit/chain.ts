import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { AuditEntry } from './audit-entry.ts';

/** Where a chain ends: what the next line takes up. */
export interface ChainEnd {
  /** 0 for a chain without a line. */
  readonly sequence: number;
  readonly hash: string;
}

/** A line of the log. */
export interface ChainedLine {
  /** Without its line break. */
  readonly text: string;
  readonly end: ChainEnd;
}

/** What a line says of its place. */
export interface LinkFields {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

/** HMAC-SHA-256 (RFC 2104), in hexadecimal. */
const HASH = /^[0-9a-f]{64}$/;
const HASH_MEMBER = /,"hash":"([0-9a-f]{64})"\}$/;

/** The chain of this id before its first line. */
export function chainStart(key: KeyObject, chainId: string): ChainEnd {
  return { sequence: 0, hash: hashOf(key, `chain ${chainId}`) };
}

/**
 * The entry as the next line of a chain: it repeats the hash of the line before it, and ends in its own over all that
 * comes first. Without the key no line can be changed, dropped from the middle, or put elsewhere and still fit.
 */
export function link(key: KeyObject, { sequence, hash }: ChainEnd, entry: AuditEntry): ChainedLine {
  const open = JSON.stringify({ sequence: sequence + 1, ...entry, previous: hash }).slice(0, -1);
  const ownHash = hashOf(key, open);
  return { text: `${open},"hash":"${ownHash}"}`, end: { sequence: sequence + 1, hash: ownHash } };
}

/** What a line says of its place; undefined where it is no line of a log, or not the one that was written. */
export function readLine(key: KeyObject, text: string): LinkFields | undefined {
  const match = HASH_MEMBER.exec(text);
  const hash = match?.[1];
  if (match === null || hash === undefined || !isSame(hash, hashOf(key, text.slice(0, match.index)))) {
    return undefined;
  }
  const line: unknown = JSON.parse(text);
  const { sequence, previous } = { sequence: undefined, previous: undefined, ...Object(line) };
  return Number.isSafeInteger(sequence) && typeof previous === 'string' && HASH.test(previous)
    ? { sequence, previous, hash }
    : undefined;
}

function hashOf(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));
}
