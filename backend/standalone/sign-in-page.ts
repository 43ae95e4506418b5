import { ROLES } from '../identity/roles.ts';
import { escapeHtml } from './escape-html.ts';
import type { EntryFiles } from './host-manifest.ts';
import { page, type Page } from './page.ts';
import { themeScript } from './theme-script.ts';

const ROLE_OPTIONS = [...ROLES]
  .reverse()
  .map((role) => `<option>${role}</option>`)
  .join('');

/**
 * The form that asks for a management token, and tells of the easier way. The notice is shown above it: why the user
 * is here, in plain text.
 */
export function signInDocument(files: EntryFiles, icon: string, notice?: string): Page {
  return page({
    title: 'Sign in - Strongroom',
    language: 'en',
    icon,
    inlineScript: themeScript(),
    files,
    body: `<main>
<img class="logo" src="/${escapeHtml(icon)}" alt="">
<h1>Welcome to Strongroom</h1>
${notice === undefined ? '' : `<p class="notice" role="status">${escapeHtml(notice)}</p>`}
<p><code>npm start</code> prints a link that signs you in. It works once: a restart prints a new one.</p>
<form id="signIn" method="post" autocomplete="off" novalidate>
<label for="role">Role</label>
<select id="role">${ROLE_OPTIONS}</select>
<label for="token">Management token</label>
<input id="token" name="token" type="password" autocomplete="off" spellcheck="false" aria-required="true" aria-describedby="error" autofocus>
<p id="error" class="error" role="alert"></p>
<button id="submit" type="submit">Sign in</button>
</form>
<p class="hint">A management token begins with <code>svs_</code>, or is the value of <code>SECRETS_ADMIN_TOKEN</code>.</p>
</main>`,
  });
}
