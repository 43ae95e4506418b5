import type { ApiError } from '../../../api/api-error';
import type { Secret } from '../../../api/secret';

/** What the form has to say as a whole. */
export type FormNotice =
  | { readonly kind: 'failed'; readonly error: ApiError }
  /** Somebody saved it meanwhile: as it was read, and as it is now. */
  | { readonly kind: 'conflict'; readonly read: Secret; readonly latest: Secret }
  /** Somebody saved it meanwhile, and how it is now could not be read. */
  | { readonly kind: 'unread-conflict'; readonly error: ApiError }
  | { readonly kind: 'deleted'; readonly secret: Secret }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'merged'; readonly latest: Secret };
