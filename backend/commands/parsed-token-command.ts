import type { ManagementTokenDraft, TokenDraft } from '../identity/token-draft.ts';
import type { TokenId } from '../identity/token-text.ts';

/** What is to be done with tokens. */
export type TokenCommand =
  | { readonly kind: 'create'; readonly draft: TokenDraft }
  | { readonly kind: 'kubeconfig'; readonly draft: ManagementTokenDraft }
  | { readonly kind: 'list' }
  | { readonly kind: 'revoke'; readonly id: TokenId };

/** Problems never repeat what was written: it may be a token. */
export type TokenArguments =
  { readonly ok: true; readonly command: TokenCommand } | { readonly ok: false; readonly problems: readonly string[] };
