import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TOKENS_WRITE } from '../../src/domain/permissions.ts';
import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import { callerOf } from '../http/authentication.ts';
import { addByteBodies, bytesOf } from '../http/body.ts';
import { forbidden, notFound } from '../http/grafana-error.ts';
import { decodeDecrypterTokenRequest } from './decrypter-token-request.ts';
import { decrypterTokenView, type DecrypterTokenView } from './decrypter-token-view.ts';
import { mayManageTokens } from './may-manage-tokens.ts';
import type { TokenRegister } from './token-register.ts';
import { isTokenId } from './token-text.ts';

export interface TokenRouteOptions {
  readonly tokens: TokenRegister;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The answer to a POST: the one time that the token is shown. */
export interface MintedTokenView extends DecrypterTokenView {
  readonly token: string;
}

export interface TokenListView {
  readonly items: readonly DecrypterTokenView[];
}

const PATH = '/api/v1/tokens';

/** In bytes: the longest list of patterns and of ranges, with room to spare. */
const BODY_MAX_BYTES = 32 * 1024;

/**
 * The decrypter tokens of the caller's own namespace, for who has {@link TOKENS_WRITE}:
 *
 * - `GET /api/v1/tokens` lists them: {@link TokenListView}, the oldest first, those that ended included;
 * - `POST /api/v1/tokens` makes one ({@link decodeDecrypterTokenRequest}): 201 {@link MintedTokenView};
 * - `DELETE /api/v1/tokens/{id}` ends one: {@link DecrypterTokenView}; 404 where the namespace has none of that id.
 *
 * Management tokens are for the command line alone: here nobody could make one without becoming an administrator.
 * Errors are in Grafana's shape, as everywhere below `/api`.
 */
export function addTokens(scope: FastifyInstance, { tokens, now }: TokenRouteOptions): void {
  addByteBodies(scope, BODY_MAX_BYTES);
  // Before the body is read.
  scope.addHook('onRequest', async (request) => {
    if (!mayManageTokens(callerOf(request))) {
      throw forbidden(`You'll need additional permissions to perform this action. Permissions needed: ${TOKENS_WRITE}`);
    }
  });
  const seconds = (): number => Math.floor(now() / 1000);

  scope.get(PATH, async (request): Promise<TokenListView> => {
    const listed = await tokens.listDecrypters(namespaceOf(request));
    return { items: listed.map((token) => decrypterTokenView(token, seconds())) };
  });

  scope.post(PATH, async (request, reply): Promise<MintedTokenView> => {
    const draft = decodeDecrypterTokenRequest(bytesOf(request), namespaceOf(request));
    const { token, text } = await tokens.createDecrypter(draft, callerOf(request).identity);
    reply.code(201);
    return { ...decrypterTokenView(token, seconds()), token: text.use((bytes) => bytes.toString('latin1')) };
  });

  scope.delete<{ Params: { id: string } }>(`${PATH}/:id`, async (request): Promise<DecrypterTokenView> => {
    const { id } = request.params;
    const { identity } = callerOf(request);
    const revoked = isTokenId(id) ? await tokens.revokeDecrypter(id, namespaceOf(request), identity) : undefined;
    if (revoked === undefined) {
      throw notFound();
    }
    return decrypterTokenView(revoked, seconds());
  });
}

function namespaceOf(request: FastifyRequest): string {
  return namespaceOfOrg(callerOf(request).orgId);
}
