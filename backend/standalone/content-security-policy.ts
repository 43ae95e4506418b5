/**
 * What a page may load: its own scripts and the one inline script that carries the nonce, nothing that evaluates
 * text. Inline styles are allowed because emotion writes them (https://emotion.sh/docs/introduction); see
 * https://www.w3.org/TR/CSP3/ for the directives.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const scripts = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    // Forms send by script; one that fell back to a plain submission would write its fields into the address.
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
