import { randomBytes, randomInt } from 'node:crypto';
import { SecretValue } from '../vault/secret-value.ts';
import { TokenDigest } from './token-digest.ts';

declare const TOKEN_ID: unique symbol;

/** The public half of a token, by which it is listed and revoked: 12 of `a-z` and `0-9`. */
export type TokenId = string & { readonly [TOKEN_ID]: true };

/** A token that somebody shows: what it takes to check it, and nothing to show it again with. */
export interface PresentedToken {
  /** Of all of it, whatever its form. */
  readonly digest: TokenDigest;
  /** Where it has the form `svs_<id>_<secret>`. */
  readonly parts: { readonly id: TokenId; readonly secret: TokenDigest } | undefined;
}

/** A token that was just made. Its text is all there is of it besides the parts. */
export interface NewTokenText {
  readonly id: TokenId;
  readonly secret: TokenDigest;
  readonly text: SecretValue;
}

/** 36^12 ids are 62 bits: enough that none comes twice. */
const ID_LENGTH = 12;
const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID = /^[a-z0-9]{12}$/;

/** 256 random bits, as RFC 4648 section 5 writes them without padding: 43 characters. */
const SECRET_BYTES = 32;
const SECRET_LENGTH = 43;
const SECRET_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A fixed beginning lets secret scanners find tokens that leaked. */
const PREFIX = 'svs_';
const ID_END = PREFIX.length + ID_LENGTH;
const HEAD_LENGTH = ID_END + '_'.length;
/** What each byte of a token may be. */
const FORM: ReadonlyArray<ReadonlySet<number>> = [
  ...Array.from(PREFIX, bytesOf),
  ...Array.from({ length: ID_LENGTH }, () => bytesOf(ID_ALPHABET)),
  bytesOf('_'),
  ...Array.from({ length: SECRET_LENGTH }, () => bytesOf(SECRET_ALPHABET)),
];

export function isTokenId(text: string): text is TokenId {
  return ID.test(text);
}

/** Makes a token that nobody can guess. */
export function newTokenText(): NewTokenText {
  const id = newTokenId();
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { id, secret: TokenDigest.of(secret), text: SecretValue.fromUtf8(`${PREFIX}${id}_${secret}`) };
}

/** Reads what somebody shows for a token. The bytes stay theirs, and no string is made of the secret. */
export function presentedToken(token: string | Uint8Array): PresentedToken {
  const bytes = Buffer.from(token);
  const digest = TokenDigest.of(bytes);
  const parts = hasForm(bytes) ? partsOf(bytes) : undefined;
  bytes.fill(0);
  return { digest, parts };
}

function hasForm(bytes: Uint8Array): boolean {
  return bytes.byteLength === FORM.length && FORM.every((allowed, at) => allowed.has(bytes[at] ?? NaN));
}

function partsOf(bytes: Buffer): PresentedToken['parts'] {
  const id = bytes.toString('latin1', PREFIX.length, ID_END);
  return isTokenId(id) ? { id, secret: TokenDigest.of(bytes.subarray(HEAD_LENGTH)) } : undefined;
}

function bytesOf(characters: string): ReadonlySet<number> {
  return new Set(Buffer.from(characters, 'latin1'));
}

function newTokenId(): TokenId {
  const characters = Array.from({ length: ID_LENGTH }, () => ID_ALPHABET.charAt(randomInt(ID_ALPHABET.length)));
  return characters.join('') as TokenId;
}
