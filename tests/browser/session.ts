import type { BrowserContext } from '@playwright/test';
import type { Role } from '../../backend/identity/caller.ts';

/**
 * Signs a browser in as the stand-alone page does: a role, and a token that allows it. Its session before, which other
 * tests may have too, goes on.
 */
export async function signIn(context: BrowserContext, role: Role, token: string): Promise<void> {
  await context.clearCookies();
  const answer = await context.request.post('/login', { data: { user: role, password: token } });
  if (!answer.ok()) {
    throw new Error(`Signing in as ${role} failed: status ${answer.status()}`);
  }
}
