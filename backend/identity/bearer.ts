import { presentedToken, type PresentedToken } from './token-text.ts';

/** RFC 6750, section 2.1; the scheme's name is in any case (RFC 9110, section 11.1). */
const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** The token of an `Authorization` header; undefined where it shows none. */
export function bearerTokenIn(authorization: string | undefined): PresentedToken | undefined {
  const [, token] = BEARER.exec(authorization ?? '') ?? [];
  return token === undefined ? undefined : presentedToken(token);
}
