import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addByteBodies, bytesOf } from '../http/body.ts';
import { badRequest, forbidden, sessionEnded, tooManyAttempts, wrongPassword } from '../http/grafana-error.ts';
import { SESSION_COOKIE, sessionCookieOptions } from '../http/session-cookie.ts';
import type { FailedSignIns } from './failed-sign-ins.ts';
import type { ManagementTokens } from './management-tokens.ts';
import { isWithin } from './roles.ts';
import type { Sessions, SignIn } from './sessions.ts';
import type { SignInLinks } from './sign-in-links.ts';
import { decodeRole, decodeSignIn } from './sign-in.ts';

/** A document with the headers it must be sent with. */
export interface SignInPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SignInOptions {
  readonly sessions: Sessions;
  readonly links: SignInLinks;
  readonly failures: FailedSignIns;
  readonly holderOf: ManagementTokens;
  /** Whether users reach the service by TLS, so that their cookies never travel without. */
  readonly isHttps: boolean;
  /** Draws the form that asks for a token, with a notice why; absent where there is no page. */
  readonly signInPage: ((notice?: string) => Promise<SignInPage>) | undefined;
}

/** In bytes: a token and a role, with room to spare. */
const BODY_MAX_BYTES = 4096;

/** Whoever opens the link that `npm start` prints is the administrator of this machine. */
const LINK_HOLDER: SignIn = {
  login: 'admin',
  role: 'Admin',
  maximum: 'Admin',
  orgId: 1,
  permissions: [],
  tokenId: undefined,
};

const LINK_NOTICE =
  'This sign-in link has been used, or is older than 15 minutes. Restart Strongroom for a new one, or sign in with a management token.';

/** Signing in and out: `/login`, `/logout`, and the role switch of the stand-alone page. */
export function addSignIn(scope: FastifyInstance, options: SignInOptions): void {
  const { sessions, links, failures, holderOf, signInPage } = options;
  const cookieOptions = sessionCookieOptions(options.isHttps);
  const anonymous = { config: { anonymous: true } };
  addByteBodies(scope, BODY_MAX_BYTES);

  const startSession = (request: FastifyRequest, reply: FastifyReply, signIn: SignIn): void => {
    endSession(sessions, request);
    reply.setCookie(SESSION_COOKIE, sessions.start(signIn), cookieOptions);
  };

  scope.get('/login', anonymous, async (request, reply) => {
    const token = new URL(request.url, 'http://localhost').searchParams.get('token');
    if (token === null) {
      return sendPage(reply, signInPage, undefined);
    }
    if (!links.redeem(token)) {
      return sendPage(reply.code(410), signInPage, LINK_NOTICE);
    }
    startSession(request, reply, LINK_HOLDER);
    return reply.redirect('/', 303);
  });

  scope.post('/login', anonymous, async (request, reply) => {
    const waitSeconds = failures.waitSeconds(request.ip);
    if (waitSeconds > 0) {
      throw tooManyAttempts(waitSeconds);
    }
    const { role, token } = decodeSignIn(bytesOf(request));
    const holder = await holderOf(token);
    if (holder === undefined) {
      failures.record(request.ip);
      throw wrongPassword();
    }
    if (!isWithin(role, holder.role)) {
      throw forbidden(`this token allows no role above ${holder.role}`);
    }
    const { role: maximum, orgId, permissions, tokenId } = holder;
    startSession(request, reply, { login: role.toLowerCase(), role, maximum, orgId, permissions, tokenId });
    return { message: 'Logged in' };
  });

  scope.post('/logout', anonymous, async (request, reply) => {
    endSession(sessions, request);
    reply.clearCookie(SESSION_COOKIE, cookieOptions);
    return { message: 'Logged out' };
  });

  scope.post('/api/user/using-role', async (request) => {
    const cookie = request.cookies[SESSION_COOKIE];
    if (cookie === undefined || request.headers.authorization !== undefined) {
      throw badRequest('only who has signed in with a browser can change role; a token has one role');
    }
    switch (sessions.changeRole(cookie, decodeRole(bytesOf(request)))) {
      case 'changed':
        return { message: 'Role changed' };
      case 'too-strong':
        throw forbidden('the token that signed in does not allow this role');
      case 'ended':
        throw sessionEnded();
    }
  });
}

function endSession(sessions: Sessions, request: FastifyRequest): void {
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie !== undefined) {
    sessions.end(cookie);
  }
}

async function sendPage(
  reply: FastifyReply,
  signInPage: SignInOptions['signInPage'],
  notice: string | undefined
): Promise<FastifyReply> {
  if (signInPage === undefined) {
    const text = notice ?? 'There is no page here. Send a management token as a bearer token.';
    return reply.type('text/plain; charset=utf-8').send(`${text}\n`);
  }
  const { html, headers } = await signInPage(notice);
  return reply.headers(headers).send(html);
}
