/** Guessing tokens is slow. */
import { FAILURES_MAX } from '../../backend/identity/failed-sign-ins.ts';
import { ADMIN_TOKEN } from '../service.ts';
import { expect, test } from './own-service.ts';
import { SignInPage } from './sign-in-page.ts';

// A setting of its own makes a service of its own: nobody can sign in there for a minute afterwards.
test.use({ fileEnv: { LOG_LEVEL: 'debug' } });

test('too many wrong tokens have to wait, and are told how long', async ({ page, context }) => {
  await context.clearCookies();
  await page.goto('/login');
  for (let attempt = 0; attempt < FAILURES_MAX; attempt++) {
    await page.request.post('/login', { data: { user: 'Admin', password: `wrong-${attempt}` } });
  }
  const form = new SignInPage(page);
  await form.submit('Admin', ADMIN_TOKEN);
  await expect(form.error).toHaveText(/^Too many attempts\. Try again in [1-9][0-9]? s\.$/);
});
