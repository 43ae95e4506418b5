import React, { type SyntheticEvent } from 'react';
import { Trans } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import { FormProvider } from 'react-hook-form';
import { ProvenanceNote } from '../ProvenanceNote';
import { QuarantineNote } from '../quarantine/QuarantineNote';
import { useSecretsVariant } from '../SecretsVariant';
import { DecryptersField } from './DecryptersField';
import { DescriptionField } from './DescriptionField';
import { ExistingSecretOffer } from './ExistingSecretOffer';
import { FormNoticeAlert } from './FormNoticeAlert';
import { LabelsField } from './LabelsField';
import { NameField } from './NameField';
import { ReadersNote } from './ReadersNote';
import { SourceField } from './SourceField';
import type { SecretForm as Model } from './useSecretForm';

interface SecretFormProps {
  readonly model: Model;
  readonly onCancel: () => void;
}

export function SecretForm({ model, onCancel }: SecretFormProps) {
  const { form, mode, notice, submit, loadLatest, merge, startAnew, finish } = model;
  const { decrypter, words } = useSecretsVariant();
  const { saveNew, saveChanges } = words();
  const { isSubmitting } = form.formState;
  const editing = mode.kind === 'edit';

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    // A disabled button would lose the focus, and with it the place of whoever uses the keyboard.
    if (!isSubmitting) {
      void submit();
    }
  };

  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate autoComplete="off" aria-busy={isSubmitting}>
        <Stack direction="column" gap={3}>
          {editing && <ProvenanceNote secret={mode.secret} />}
          {editing && <QuarantineNote secret={mode.secret} />}
          <NameField editing={editing} />
          {notice?.kind === 'name-taken' && decrypter !== undefined && (
            <ExistingSecretOffer name={notice.name} decrypter={decrypter} onShared={finish} />
          )}
          <DescriptionField />
          <SourceField mode={mode} />
          {decrypter === undefined ? (
            <DecryptersField stored={editing ? mode.secret.decrypters : []} />
          ) : (
            <ReadersNote decrypter={decrypter} />
          )}
          <LabelsField />
          {/* Beside the button that was pressed: the top of a long form may be out of sight. */}
          {notice && <FormNoticeAlert notice={notice} loadLatest={loadLatest} merge={merge} startAnew={startAnew} />}
          <Stack direction="row" gap={1} justifyContent="flex-end">
            <Button variant="secondary" fill="outline" onClick={onCancel}>
              <Trans i18nKey="actions.cancel">Cancel</Trans>
            </Button>
            <Button type="submit" icon={isSubmitting ? 'spinner' : undefined}>
              {editing ? saveChanges : saveNew}
            </Button>
          </Stack>
        </Stack>
      </form>
    </FormProvider>
  );
}
