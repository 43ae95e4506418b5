import { randomBytes } from 'node:crypto';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { escapeHtml } from './escape-html.ts';
import type { EntryFiles } from './host-manifest.ts';

/** A document with the headers without which it must not be sent. */
export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PageContent {
  readonly title: string;
  /** What it is written in, as a BCP 47 tag. */
  readonly language: string;
  /** Path of an image below the root of the server. */
  readonly icon: string;
  /** Source that runs before anything else. The caller answers for what is in it: see {@link scriptJson}. */
  readonly inlineScript: string;
  readonly inlineStyle?: string;
  readonly files: EntryFiles;
  /** Markup. */
  readonly body: string;
}

/** 128 bits, as CSP 3 asks of a nonce, once per answer. */
const NONCE_BYTES = 16;

/** Any document of the stand-alone server. It may show what one user alone may see, so no cache keeps it. */
export function page({ title, language, icon, inlineScript, inlineStyle, files, body }: PageContent): Page {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return {
    html: `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/${escapeHtml(icon)}">
<script nonce="${nonce}">${inlineScript}</script>
${inlineStyle === undefined ? '' : `<style>${inlineStyle}</style>`}
${assetTags(files)}
</head>
<body>
${body}
<noscript>Strongroom needs JavaScript.</noscript>
</body>
</html>
`,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    },
  };
}

/** Everything that the entry needs, asked for at once instead of one import after the other. */
function assetTags({ script, preloads, styles }: EntryFiles): string {
  return [
    ...styles.map((file) => `<link rel="stylesheet" href="/public/build/${escapeHtml(file)}">`),
    ...preloads.map((file) => `<link rel="modulepreload" href="/public/build/${escapeHtml(file)}">`),
    `<script type="module" src="/public/build/${escapeHtml(script)}"></script>`,
  ].join('\n');
}
