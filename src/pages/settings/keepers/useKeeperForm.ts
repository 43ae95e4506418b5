import { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import type { SecretKeeper } from '../../../api/keeper';
import { useSecretsApi } from '../../../api/SecretsApi';
import { useKeeperWrites } from '../../../api/useKeepers';
import { toastSuccess } from '../../../components/toast';
import {
  keeperDraftOf,
  keeperFieldOf,
  keeperFormResolver,
  keeperFormValuesOf,
  type KeeperFormValues,
  type KeeperMode,
} from './keeper-form';

/** What the form has to say as a whole. */
export type KeeperNotice =
  | { readonly kind: 'failed'; readonly error: ApiError }
  /** The server can keep nothing in AWS, by its settings or its build: in its own words. */
  | { readonly kind: 'no-aws'; readonly reason: string }
  /** Somebody saved it meanwhile. */
  | { readonly kind: 'conflict' };

export interface KeeperForm {
  readonly form: UseFormReturn<KeeperFormValues>;
  readonly mode: KeeperMode;
  readonly notice: KeeperNotice | undefined;
  readonly submit: () => Promise<void>;
  /** Puts into the form what somebody else saved. */
  readonly loadLatest: () => Promise<void>;
  readonly hasChanges: () => boolean;
}

export function useKeeperForm(initialMode: KeeperMode, onSaved: () => void): KeeperForm {
  const { keepers, namespace } = useSecretsApi();
  const writes = useKeeperWrites();
  const [mode, setMode] = useState(initialMode);
  const [notice, setNotice] = useState<KeeperNotice>();
  const resolver = useMemo(() => keeperFormResolver(namespace), [namespace]);
  const form = useForm<KeeperFormValues>({
    mode: 'onTouched',
    defaultValues: keeperFormValuesOf(initialMode),
    resolver,
  });

  const save = async (values: KeeperFormValues) => {
    setNotice(undefined);
    const draft = keeperDraftOf(values);
    try {
      await (mode.kind === 'create' ? writes.create(draft) : writes.update(mode.keeper, draft));
    } catch (failure) {
      setNotice(placeKeeperError(form, apiErrorOf(failure)));
      return;
    }
    toastSuccess(savedText(mode, values.name));
    onSaved();
  };

  const loadLatest = async () => {
    try {
      const latest: SecretKeeper = await keepers.get(form.getValues('name'));
      const next: KeeperMode = { kind: 'edit', keeper: latest };
      setMode(next);
      form.reset(keeperFormValuesOf(next));
      setNotice(undefined);
      form.setFocus('description');
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
    hasChanges: () => JSON.stringify(form.getValues()) !== JSON.stringify(keeperFormValuesOf(mode)),
  };
}

/** Puts what the server refused at its field; what has no field is for the form as a whole. */
function placeKeeperError(form: UseFormReturn<KeeperFormValues>, error: ApiError): KeeperNotice | undefined {
  switch (error.kind) {
    case 'already-exists': {
      const message = t('keepers.form.name-taken', 'There is a keeper with this name already. Choose another name.');
      form.setError('name', { type: 'server', message }, { shouldFocus: true });
      return undefined;
    }
    case 'conflict':
      return { kind: 'conflict' };
    case 'invalid': {
      const noAws = error.causes.find(({ field, reason }) => field === 'spec.aws' && reason === 'FieldValueForbidden');
      const isPlaced = placeCauses(form, error);
      if (noAws !== undefined) {
        return { kind: 'no-aws', reason: noAws.message ?? '' };
      }
      return isPlaced ? undefined : { kind: 'failed', error };
    }
    default:
      return { kind: 'failed', error };
  }
}

/** @returns whether every cause has a field on the form */
function placeCauses(
  form: UseFormReturn<KeeperFormValues>,
  { causes }: Extract<ApiError, { kind: 'invalid' }>
): boolean {
  const placed = causes.map(({ field = '', message = '' }) => ({ field: keeperFieldOf(field), message }));
  placed.forEach(({ field, message }, index) => {
    if (field !== undefined) {
      const text = t('secrets.editor.server-refused', 'The server refused this: {{message}}', {
        message,
        interpolation: { escapeValue: false },
      });
      form.setError(field, { type: 'server', message: text }, { shouldFocus: index === 0 });
    }
  });
  return placed.length > 0 && placed.every(({ field }) => field !== undefined);
}

function savedText(mode: KeeperMode, name: string): string {
  return mode.kind === 'create'
    ? t('keepers.form.created', 'Keeper {{name}} added', { name })
    : t('keepers.form.updated', 'Keeper {{name}} updated', { name });
}
