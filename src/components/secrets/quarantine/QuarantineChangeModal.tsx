import React, { type ReactNode, type SyntheticEvent } from 'react';
import { Trans } from '@grafana/i18n';
import { Button, Modal, Space, Stack } from '@grafana/ui';
import { ErrorAlert } from '../../ErrorAlert';
import { useReturnFocus } from '../../useReturnFocus';
import { quarantineFailureText } from './quarantine-text';
import type { QuarantineStep } from './useQuarantine';

interface QuarantineChangeModalProps {
  readonly title: string;
  /** The text of the button that does it. */
  readonly action: string;
  readonly disabled?: boolean;
  readonly step: QuarantineStep;
  /** @returns whether it was done. */
  readonly change: () => Promise<boolean>;
  /** The secret may be another one by now, and is read anew. */
  readonly onRefused: () => Promise<unknown>;
  readonly onClose: () => void;
  /** What changes, and for whom. */
  readonly children: ReactNode;
}

/** Asks before a quarantine begins or ends, does it once at a time, and says why it was not done. */
export function QuarantineChangeModal({
  title,
  action,
  disabled,
  step,
  change,
  onRefused,
  onClose,
  children,
}: QuarantineChangeModalProps) {
  const isWorking = step.kind === 'working';
  useReturnFocus();

  const onSubmit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isWorking && !(await change())) {
      await onRefused();
    }
  };

  return (
    <Modal isOpen title={title} onDismiss={onClose} closeOnBackdropClick={false}>
      <form onSubmit={onSubmit} aria-busy={isWorking}>
        <Stack direction="column" gap={2}>
          {step.kind === 'failed' && <ErrorAlert text={quarantineFailureText(step.failure)} />}
          {children}
        </Stack>
        <Space v={0.5} />
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            <Trans i18nKey="actions.cancel">Cancel</Trans>
          </Button>
          <Button type="submit" disabled={disabled} icon={isWorking ? 'spinner' : undefined}>
            {action}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
