import React, { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { apiErrorOf } from '../../api/api-error';
import { useFreshSecret } from '../../api/queries';
import { knownDecrypter } from '../../domain/decrypters';
import { ErrorAlert } from '../ErrorAlert';
import { readErrorText } from '../error-text';
import { GuardedDrawer } from '../leave-guard/GuardedDrawer';
import type { LeaveGuard } from '../leave-guard/useLeaveGuard';
import type { EditorMode } from './editor/form-values';
import { SecretForm } from './editor/SecretForm';
import { useSecretForm } from './editor/useSecretForm';
import { ReadOnlySecret } from './ReadOnlySecret';
import { useSecretsVariant } from './SecretsVariant';

interface DrawerProps {
  readonly onClose: () => void;
}

interface CreateSecretDrawerProps extends DrawerProps {
  /** Where it is known already. */
  readonly name?: string;
  /** The service whose secrets are on show: a known one is to read the new secret, unless the person says otherwise. */
  readonly readableBy?: string;
}

/** Makes a new secret beside the list. */
export function CreateSecretDrawer({ name, readableBy = '', onClose }: CreateSecretDrawerProps) {
  const { decrypter = knownDecrypter(readableBy)?.id } = useSecretsVariant();
  const decrypters = decrypter === undefined ? [] : [decrypter];
  return (
    <GuardedDrawer title={createTitle()} onClose={onClose}>
      {(guard) => <Editor mode={{ kind: 'create', decrypters, name }} guard={guard} onSaved={onClose} />}
    </GuardedDrawer>
  );
}

/** Changes a secret beside the list, from how it is now and not from how the list has it. */
export function EditSecretDrawer({ name, onClose }: DrawerProps & { readonly name: string }) {
  const { data: secret, error, isFetching, refetch } = useFreshSecret(name);
  const [isAnew, setIsAnew] = useState(false);
  const title = isAnew ? createTitle() : t('secrets.edit.title', 'Edit {{name}}', { name });
  return (
    <GuardedDrawer title={title} onClose={onClose}>
      {(guard) => {
        if (secret?.owner) {
          return <ReadOnlySecret secret={secret} onClose={onClose} />;
        }
        if (secret) {
          const mode = { kind: 'edit', secret } as const;
          return <Editor mode={mode} guard={guard} onSaved={onClose} onStartAnew={() => setIsAnew(true)} />;
        }
        if (error && !isFetching) {
          return <ErrorAlert text={readErrorText(apiErrorOf(error))} onRetry={refetch} />;
        }
        return <LoadingPlaceholder text={t('secrets.edit.loading', 'Loading the secret')} />;
      }}
    </GuardedDrawer>
  );
}

function createTitle(): string {
  return t('secrets.create.title', 'Create secret');
}

interface EditorProps {
  /** What is edited when the form opens; later ones are not taken up. */
  readonly mode: EditorMode;
  readonly guard: LeaveGuard;
  readonly onSaved: () => void;
  /** The secret that was opened is deleted, and becomes a new one. */
  readonly onStartAnew?: () => void;
}

function Editor({ mode, guard: { protect, requestLeave }, onSaved, onStartAnew }: EditorProps) {
  const model = useSecretForm(mode, onSaved);
  const { setFocus } = model.form;
  const isAnew = mode.kind === 'edit' && model.mode.kind === 'create';
  useEffect(() => protect(model.hasChanges));
  const isMerged = model.notice?.kind === 'merged';
  useEffect(() => {
    // The button that was pressed is gone.
    if (isAnew || isMerged) {
      setFocus(isAnew ? 'value' : 'description');
    }
  }, [isAnew, isMerged, setFocus]);
  useEffect(() => {
    if (mode.kind === 'create') {
      return undefined;
    }
    // One frame later than the drawer, which gives the focus to its close button while the secret is loading.
    const frame = requestAnimationFrame(() => setFocus('description'));
    return () => cancelAnimationFrame(frame);
  }, [mode.kind, setFocus]);
  const startAnew = () => {
    model.startAnew();
    onStartAnew?.();
  };
  return <SecretForm model={{ ...model, startAnew }} onCancel={requestLeave} />;
}
