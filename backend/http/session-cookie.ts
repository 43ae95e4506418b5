import type { CookieSerializeOptions } from '@fastify/cookie';

export const SESSION_COOKIE = 'strongroom_session';

/** How the cookie of a session is set: out of reach of scripts and of other sites, and gone with the browser. */
export function sessionCookieOptions(isSecure: boolean): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure };
}
