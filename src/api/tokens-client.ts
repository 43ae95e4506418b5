import type { StatusCause } from '../domain/causes';
import type { DecrypterTokenOrder } from '../domain/decrypter-token-rules';
import { isJsonObject } from '../domain/json-object';
import type { ApiError } from './api-error';
import { BACKEND_PROXY_PATH, type ProviderKind } from './provider';
import { requestJson } from './request';
import { parseMintedToken, parseTokenList, type AccessToken, type MintedToken } from './token';

const TOKENS_PATH = '/api/v1/tokens';

/**
 * Where the tokens for a provider's secrets are: beside the API group. A token for the values of another store would be
 * of no use, so where Grafana itself serves the group, a backend that is configured besides is not asked. Strongroom's
 * own page serves tokens there too; any other Grafana answers 404, `unavailable`.
 */
const TOKENS_URLS: Readonly<Record<ProviderKind, string>> = {
  'built-in': TOKENS_PATH,
  backend: `${BACKEND_PROXY_PATH}${TOKENS_PATH}`,
};

/** The tokens by which services read values, over HTTP. Every method throws `ApiFailure` and nothing else. */
export class TokensClient {
  readonly #url: string;

  constructor(kind: ProviderKind) {
    this.#url = TOKENS_URLS[kind];
  }

  async list(signal?: AbortSignal): Promise<readonly AccessToken[]> {
    return parseTokenList(await requestJson({ method: 'GET', url: this.#url, signal }));
  }

  /** The answer is the one time that the token is shown. */
  async create({ decrypter, only, source, ttl }: DecrypterTokenOrder): Promise<MintedToken> {
    // An empty list could be meant for everything or for nothing: the backend refuses it.
    const limits = { ...(only.length > 0 ? { only } : {}), ...(source.length > 0 ? { source } : {}) };
    const body = { decrypter, ttl, ...limits };
    return parseMintedToken(await requestJson({ method: 'POST', url: this.#url, body, readRefusal: invalidOrder }));
  }

  async revoke(id: string): Promise<void> {
    const url = `${this.#url}/${encodeURIComponent(id)}`;
    await requestJson({ method: 'DELETE', url, readRefusal: unknownToken });
  }
}

/** The backend names every field and its rule and repeats nothing: `only must be …; source must be …`. */
function invalidOrder(status: number, body: unknown): ApiError | undefined {
  if (status !== 400 || !isJsonObject(body) || typeof body.message !== 'string') {
    return undefined;
  }
  return { kind: 'invalid', message: body.message, causes: causesIn(body.message) };
}

function causesIn(message: string): readonly StatusCause[] {
  const parts = message.split(/; (?=(?:decrypter|only|source|ttl) )/);
  return parts.map((part) => {
    const [, field, rule = part] = /^(decrypter|only|source|ttl) (.*)$/s.exec(part) ?? [];
    return { field, message: rule };
  });
}

/** A Grafana without tokens says 404 to every path; who revokes one has seen the list. */
function unknownToken(status: number): ApiError | undefined {
  return status === 404 ? { kind: 'not-found' } : undefined;
}
