import type { BackendSrvRequest } from '@grafana/runtime';
import type { Answer } from './FakeBackendSrv';

interface StoredToken {
  readonly id: string;
  readonly decrypter: string;
  readonly only: readonly string[];
  readonly source: readonly string[];
  readonly state: 'active' | 'not-yet-valid' | 'expired' | 'revoked';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

export const TOKENS_PATH = '/api/v1/tokens';

/** The secret part of every token that the fake makes. */
export const FAKE_TOKEN_SECRET = 'n0b0dy-may-k33p-this';

/** The tokens of a fake backend, as `/api/v1/tokens` has them. */
export class FakeTokens {
  readonly #tokens = new Map<string, StoredToken>();

  seed(id: string, parts: Partial<StoredToken> = {}): void {
    this.#tokens.set(id, {
      id,
      decrypter: 'k6-cloud',
      only: [],
      source: [],
      state: 'active',
      createdAt: '2026-11-20T12:00:00Z',
      createdBy: 'user:u000001',
      expiresAt: '2026-11-20T13:00:00Z',
      revokedAt: null,
      lastUsedAt: null,
      ...parts,
    });
  }

  stored(id: string): StoredToken | undefined {
    return this.#tokens.get(id);
  }

  /** @param path as the backend has it. */
  answer({ method, data }: BackendSrvRequest, path: string): Answer {
    if (path === TOKENS_PATH) {
      return method === 'POST' ? this.#create(data) : { status: 200, data: { items: [...this.#tokens.values()] } };
    }
    const token = this.#tokens.get(decodeURIComponent(path.slice(TOKENS_PATH.length + 1)));
    if (token === undefined) {
      return { status: 404, data: { message: 'Not found' } };
    }
    this.seed(token.id, { ...token, state: 'revoked', revokedAt: '2026-11-20T12:30:00Z' });
    return { status: 200, data: this.stored(token.id) };
  }

  #create({ decrypter, only = [], source = [] }: Pick<StoredToken, 'decrypter' | 'only' | 'source'>): Answer {
    const id = `token${this.#tokens.size + 1}`;
    this.seed(id, { decrypter, only, source });
    return { status: 201, data: { ...this.stored(id), token: `svs_${id}_${FAKE_TOKEN_SECRET}` } };
  }
}
