import { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import type { Secret } from '../../../api/secret';
import { useSecretsApi } from '../../../api/SecretsApi';
import { useSecretWrites } from '../../../api/useSecretWrites';
import { toastSuccess } from '../../toast';
import { differencesOf, mergedValues, type Difference, type Side } from './edit-conflict';
import { formResolver } from './form-resolver';
import { draftOf, formValuesOf, hasChanges, type EditorMode, type SecretFormValues } from './form-values';
import type { FormNotice } from './form-notice';
import { placeServerError } from './server-errors';

export interface SecretForm {
  readonly form: UseFormReturn<SecretFormValues>;
  readonly mode: EditorMode;
  readonly notice: FormNotice | undefined;
  readonly submit: () => Promise<void>;
  /** Reads once more how the secret is that somebody else saved. */
  readonly loadLatest: () => Promise<void>;
  /** Takes the latest version for what was read, with what stands in the form and those of their changes that are to last. */
  readonly merge: (latest: Secret, sideOf: (difference: Difference) => Side) => void;
  /** Makes the secret anew that somebody deleted, from what stands in the form and a value that is still to be given. */
  readonly startAnew: () => void;
  readonly hasChanges: () => boolean;
  /** What was asked for is done; the form has served. */
  readonly finish: () => void;
}

export function useSecretForm(initialMode: EditorMode, onFinished: () => void): SecretForm {
  const { client, namespace } = useSecretsApi();
  const writes = useSecretWrites();
  const [mode, setMode] = useState(initialMode);
  const [notice, setNotice] = useState<FormNotice>();
  const resolver = useMemo(() => formResolver(mode, namespace), [mode, namespace]);
  const form = useForm<SecretFormValues>({ mode: 'onTouched', defaultValues: formValuesOf(initialMode), resolver });

  const save = async (values: SecretFormValues) => {
    setNotice(undefined);
    try {
      await (mode.kind === 'create' ? writes.create(draftOf(values)) : writes.update(mode.secret, draftOf(values)));
    } catch (failure) {
      const error = apiErrorOf(failure);
      setNotice(mode.kind === 'edit' ? await editNotice(mode.secret, error) : placeServerError(form, error));
      return;
    }
    toastSuccess(savedText(mode, values.name));
    onFinished();
  };

  const editNotice = async (read: Secret, error: ApiError): Promise<FormNotice | undefined> => {
    switch (error.kind) {
      case 'conflict':
        return conflictNotice(read);
      case 'not-found':
        return { kind: 'deleted', secret: read };
      default:
        return placeServerError(form, error);
    }
  };

  const conflictNotice = async (read: Secret): Promise<FormNotice> => {
    try {
      return { kind: 'conflict', read, latest: await client.get(read.name) };
    } catch (failure) {
      const error = apiErrorOf(failure);
      return error.kind === 'not-found' ? { kind: 'deleted', secret: read } : { kind: 'unread-conflict', error };
    }
  };

  const loadLatest = async () => {
    if (mode.kind === 'edit') {
      setNotice(await conflictNotice(mode.secret));
    }
  };

  const merge = (latest: Secret, sideOf: (difference: Difference) => Side) => {
    if (mode.kind === 'edit') {
      const mine = form.getValues();
      const merged = mergedValues(mine, differencesOf(mode.secret, mine, latest), sideOf);
      setMode({ kind: 'edit', secret: latest });
      // The defaults would be one more place that holds a value.
      form.reset(merged, { keepDefaultValues: true });
      setNotice({ kind: 'merged', latest });
    }
  };

  const startAnew = () => {
    if (mode.kind === 'edit') {
      const { name, decrypters, labels } = mode.secret;
      setMode({ kind: 'create', name, decrypters, labels });
      form.setValue('givesValue', true);
      setNotice(undefined);
    }
  };

  return {
    form,
    mode,
    notice,
    submit: form.handleSubmit(save),
    loadLatest,
    merge,
    startAnew,
    hasChanges: () => hasChanges(formValuesOf(mode), form.getValues()),
    finish: onFinished,
  };
}

function savedText(mode: EditorMode, name: string): string {
  return mode.kind === 'create'
    ? t('secrets.editor.created', 'Secret {{name}} created', { name })
    : t('secrets.editor.updated', 'Secret {{name}} updated', { name });
}
