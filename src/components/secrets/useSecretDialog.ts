import { useMemo, useState } from 'react';
import type { Secret } from '../../api/secret';

/** What is open over the list. */
export type SecretDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'create' }
  | { readonly kind: 'edit'; readonly name: string }
  | { readonly kind: 'delete'; readonly secret: Secret };

const NONE: SecretDialog = { kind: 'none' };

export interface SecretDialogControl {
  readonly dialog: SecretDialog;
  readonly openCreate: () => void;
  readonly openEdit: (secret: Secret) => void;
  readonly openDelete: (secret: Secret) => void;
  readonly close: () => void;
}

export function useSecretDialog(): SecretDialogControl {
  const [dialog, setDialog] = useState<SecretDialog>(NONE);
  const actions = useMemo(
    () => ({
      openCreate: () => setDialog({ kind: 'create' }),
      openEdit: ({ name }: Secret) => setDialog({ kind: 'edit', name }),
      openDelete: (secret: Secret) => setDialog({ kind: 'delete', secret }),
      close: () => setDialog(NONE),
    }),
    []
  );
  return { dialog, ...actions };
}
