import React, { useId, useState, type SyntheticEvent } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Field, Input, Modal, Space, Stack, Text } from '@grafana/ui';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { deletionErrorText } from './keepers-text';
import type { DeletionState } from './useDeleteKeeper';

interface DeleteKeeperFormProps {
  readonly name: string;
  readonly state: DeletionState;
  readonly onDelete: () => void;
  readonly onCancel: () => void;
}

/** Its own name, typed letter for letter. */
export function DeleteKeeperForm({ name, state, onDelete, onCancel }: DeleteKeeperFormProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const confirmed = typed === name;
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (confirmed && state.kind !== 'deleting') {
      onDelete();
    }
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack direction="column" gap={2}>
        {state.kind === 'failed' && <ErrorAlert text={deletionErrorText(state.error)} />}
        <Text element="p">
          <Trans i18nKey="keepers.delete.text">
            No secret is kept there. Its settings here are gone for good; nothing in the store itself is touched.
          </Trans>
        </Text>
        <Field
          noMargin
          htmlFor={id}
          label={t('keepers.delete.confirm', 'To confirm, type the name of the keeper: {{name}}', { name })}
        >
          <Input
            id={id}
            // The dialog would put the focus on its close button.
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Field>
      </Stack>
      {/* The modal would cut off the focus ring of the field above. */}
      <Space v={0.5} />
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onCancel}>
          <Trans i18nKey="actions.cancel">Cancel</Trans>
        </Button>
        <Button type="submit" variant="destructive" disabled={!confirmed}>
          {state.kind === 'deleting' ? (
            <Trans i18nKey="keepers.delete.deleting">Deleting…</Trans>
          ) : (
            <Trans i18nKey="keepers.delete.submit">Delete keeper</Trans>
          )}
        </Button>
      </Modal.ButtonRow>
    </form>
  );
}
