import { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import type { Secret } from '../../../api/secret';
import { useSecretsApi } from '../../../api/SecretsApi';
import { useSecretWrites } from '../../../api/useSecretWrites';
import { toastSuccess } from '../../toast';
import { formResolver } from './form-resolver';
import {
  changedAnswers,
  draftOf,
  formValuesOf,
  mergedValues,
  type Answer,
  type EditorMode,
  type SecretFormValues,
} from './form-values';
import { placeServerError } from './server-errors';

/** What the form has to say as a whole. */
export type FormNotice =
  | { readonly kind: 'failed'; readonly error: ApiError }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'merged'; readonly latest: Secret; readonly theirs: readonly Answer[] };

export interface SecretForm {
  readonly form: UseFormReturn<SecretFormValues>;
  readonly mode: EditorMode;
  readonly notice: FormNotice | undefined;
  readonly submit: () => Promise<void>;
  /** After a conflict: takes up what others changed and keeps what was changed here. */
  readonly loadLatest: () => Promise<void>;
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
      setNotice(placeServerError(form, apiErrorOf(failure)));
      return;
    }
    toastSuccess(savedText(mode, values.name));
    onFinished();
  };

  const loadLatest = async () => {
    if (mode.kind === 'create') {
      return;
    }
    try {
      const latest = await client.get(mode.secret.name);
      const [before, now] = [formValuesOf(mode), formValuesOf({ kind: 'edit', secret: latest })];
      form.reset(mergedValues(before, form.getValues(), now));
      setMode({ kind: 'edit', secret: latest });
      setNotice({ kind: 'merged', latest, theirs: changedAnswers(before, now) });
    } catch (failure) {
      setNotice({ kind: 'failed', error: apiErrorOf(failure) });
    }
  };

  return {
    form,
    mode,
    notice,
    submit: form.handleSubmit(save),
    loadLatest,
    hasChanges: () => changedAnswers(formValuesOf(mode), form.getValues()).length > 0,
    finish: onFinished,
  };
}

function savedText(mode: EditorMode, name: string): string {
  return mode.kind === 'create'
    ? t('secrets.editor.created', 'Secret {{name}} created', { name })
    : t('secrets.editor.updated', 'Secret {{name}} updated', { name });
}
