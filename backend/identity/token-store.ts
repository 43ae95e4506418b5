import type { Kysely, Selectable } from 'kysely';
import { compiledOnce } from '../vault/compiled-once.ts';
import type { Schema, TokenTable } from '../vault/schema.ts';
import { VaultError } from '../vault/vault.ts';
import type { Parsed } from '../setting-values.ts';
import { parseNamePattern } from './decrypter-draft.ts';
import { ROLES } from './roles.ts';
import { formatSourceRange, parseSourceRange } from './source-range.ts';
import { TokenDigest } from './token-digest.ts';
import { formatPermission, parsePermission } from './token-permission.ts';
import type { DecrypterToken, ManagementToken, Token } from './token-record.ts';
import { isTokenId, type TokenId } from './token-text.ts';

/** A token with what proves it. */
export interface StoredToken {
  readonly token: Token;
  readonly secret: TokenDigest;
}

/** Parameter: an id. */
const tokenOf = compiledOnce((db) => db.selectFrom('token').selectAll().where('id', '=', ''));

/** The tokens in the database. Of a secret it has the digest. Throws `corrupt` for a row that it did not write. */
export class TokenStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  async insert({ token, secret }: StoredToken): Promise<void> {
    await this.#db
      .insertInto('token')
      .values({
        id: token.id,
        secret_digest: secret.bytes,
        kind: token.kind,
        ...columnsOf(token),
        namespace: token.namespace,
        created_at: token.createdAt,
        created_by: token.createdBy,
        not_before: token.notBefore,
        expires_at: token.expiresAt,
        expired_at: token.expiredAt ?? null,
        revoked_at: token.revokedAt ?? null,
        last_used_at: token.lastUsedAt ?? null,
      })
      .execute();
  }

  async find(id: TokenId): Promise<StoredToken | undefined> {
    const [row] = await tokenOf(this.#db, [id]);
    return row && { token: fromRow(row), secret: TokenDigest.fromBytes(row.secret_digest) };
  }

  /** All of them, the oldest first. */
  async list(): Promise<readonly Token[]> {
    const rows = await this.#db.selectFrom('token').selectAll().orderBy('created_at').orderBy('id').execute();
    return rows.map(fromRow);
  }

  /** The decrypter tokens of a namespace, the oldest first. */
  async listDecrypters(namespace: string): Promise<readonly DecrypterToken[]> {
    const rows = await this.#db
      .selectFrom('token')
      .selectAll()
      .where('kind', '=', 'decrypter')
      .where('namespace', '=', namespace)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(decrypterFrom);
  }

  /** Revokes a token as of a time. False where there is none of that id that was not revoked before. */
  async revoke(id: TokenId, at: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('token')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Notes of all tokens that have expired by a time that they have. */
  async expire(at: number): Promise<void> {
    await this.#db
      .updateTable('token')
      .set({ expired_at: at })
      .where('expires_at', '<=', at)
      .where('expired_at', 'is', null)
      .execute();
  }

  /** Deletes the tokens that ended, revoked or noted as expired, by a time. */
  async forget(endedBy: number): Promise<void> {
    await this.#db
      .deleteFrom('token')
      .where((token) => token.or([token('revoked_at', '<=', endedBy), token('expired_at', '<=', endedBy)]))
      .execute();
  }

  async noteUse(id: TokenId, at: number): Promise<void> {
    await this.#db.updateTable('token').set({ last_used_at: at }).where('id', '=', id).execute();
  }
}

type TokenRow = Selectable<TokenTable>;
type KindColumns = Pick<TokenRow, 'role' | 'permissions' | 'decrypter' | 'name_patterns' | 'source_ranges'>;

const NO_KIND: KindColumns = {
  role: null,
  permissions: null,
  decrypter: null,
  name_patterns: null,
  source_ranges: null,
};

/** The columns that a kind of token has for itself. */
function columnsOf(token: Token): KindColumns {
  switch (token.kind) {
    case 'management':
      return { ...NO_KIND, role: token.role, permissions: JSON.stringify(token.permissions.map(formatPermission)) };
    case 'decrypter':
      return {
        ...NO_KIND,
        decrypter: token.decrypter,
        name_patterns: JSON.stringify(token.only),
        source_ranges: JSON.stringify(token.sources.map(formatSourceRange)),
      };
  }
}

function fromRow(row: TokenRow): Token {
  return row.kind === 'decrypter' ? decrypterFrom(row) : managementFrom(row);
}

function managementFrom(row: TokenRow): ManagementToken {
  const role = ROLES.find((known) => known === row.role);
  if (row.kind !== 'management' || role === undefined) {
    throw new VaultError('corrupt');
  }
  return { ...factsFrom(row), kind: row.kind, role, permissions: listFrom(row.permissions, parsePermission) };
}

function decrypterFrom(row: TokenRow): DecrypterToken {
  if (row.kind !== 'decrypter' || row.decrypter === null) {
    throw new VaultError('corrupt');
  }
  return {
    ...factsFrom(row),
    kind: row.kind,
    decrypter: row.decrypter,
    only: listFrom(row.name_patterns, parseNamePattern),
    sources: listFrom(row.source_ranges, parseSourceRange),
  };
}

function factsFrom(row: TokenRow) {
  if (!isTokenId(row.id)) {
    throw new VaultError('corrupt');
  }
  return {
    id: row.id,
    namespace: row.namespace,
    createdAt: row.created_at,
    createdBy: row.created_by,
    notBefore: row.not_before,
    expiresAt: row.expires_at,
    expiredAt: row.expired_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}

/** A list of texts in a column; one that cannot be read must not count as one without limits. */
function listFrom<T>(json: string | null, parse: (text: string) => Parsed<T>): readonly T[] {
  const texts: unknown = JSON.parse(json ?? 'null');
  if (!Array.isArray(texts)) {
    throw new VaultError('corrupt');
  }
  return texts.map((text: unknown) => {
    const parsed = parse(typeof text === 'string' ? text : '');
    if (!parsed.ok) {
      throw new VaultError('corrupt');
    }
    return parsed.value;
  });
}
