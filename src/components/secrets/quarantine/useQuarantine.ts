import { useState } from 'react';
import { t } from '@grafana/i18n';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import type { Secret, SecretDraft } from '../../../api/secret';
import { useSecretWrites } from '../../../api/useSecretWrites';
import { endQuarantine, startQuarantine, type QuarantineChange, type QuarantineDays } from '../../../domain/quarantine';
import { toastSuccess } from '../../toast';
import { secretQuarantine } from './secret-quarantine';

export type QuarantineFailure =
  | { readonly kind: 'api'; readonly error: ApiError }
  /** There is nobody to take it from any more, or there are too many to remember. */
  | { readonly kind: 'pointless' }
  /** The server dropped what was to be remembered. Everybody has it back. */
  | { readonly kind: 'not-remembered' }
  /** As before, but they could not be given it back: here is who they were. */
  | { readonly kind: 'not-given-back'; readonly decrypters: readonly string[] };

export type QuarantineStep =
  | { readonly kind: 'asking' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly failure: QuarantineFailure };

export interface QuarantineControl {
  readonly step: QuarantineStep;
  /**
   * @param secret as it was read: nothing is changed when it is another one by now.
   * @returns whether it was done.
   */
  readonly quarantine: (secret: Secret, days: QuarantineDays) => Promise<boolean>;
  readonly restore: (secret: Secret) => Promise<boolean>;
}

/** Takes a secret from all its decrypters, and gives it back to them. No value is sent. */
export function useQuarantine(onDone: () => void): QuarantineControl {
  const writes = useSecretWrites();
  const [step, setStep] = useState<QuarantineStep>({ kind: 'asking' });

  const run = async (task: () => Promise<QuarantineFailure | undefined>, done: string) => {
    setStep({ kind: 'working' });
    let failure: QuarantineFailure | undefined;
    try {
      failure = await task();
    } catch (thrown) {
      failure = { kind: 'api', error: apiErrorOf(thrown) };
    }
    if (failure !== undefined) {
      setStep({ kind: 'failed', failure });
      return false;
    }
    toastSuccess(done);
    onDone();
    return true;
  };

  const quarantine = (secret: Secret, days: QuarantineDays) => {
    const { name } = secret;
    const task = async (): Promise<QuarantineFailure | undefined> => {
      const change = startQuarantine(quarantinable(secret), days, Date.now());
      if (change === undefined) {
        return { kind: 'pointless' };
      }
      const stored = await writes.update(secret, changedDraft(secret, change));
      if (secretQuarantine(stored).kind === 'quarantined') {
        return undefined;
      }
      try {
        await writes.update(stored, changedDraft(stored, quarantinable(secret)));
      } catch {
        return { kind: 'not-given-back', decrypters: secret.decrypters };
      }
      return { kind: 'not-remembered' };
    };
    return run(
      task,
      t('secrets.quarantine.done', 'Secret {{name}} is in quarantine: no service can read it', { name })
    );
  };

  const restore = (secret: Secret) => {
    const { name } = secret;
    const task = async () => {
      await writes.update(secret, changedDraft(secret, endQuarantine(quarantinable(secret))));
      return undefined;
    };
    return run(task, t('secrets.quarantine.restored', 'Secret {{name}} is out of quarantine', { name }));
  };

  return { step, quarantine, restore };
}

function quarantinable({ decrypters, kept: { annotations } }: Secret): QuarantineChange {
  return { decrypters, annotations };
}

/** Everything else as it was read. */
function changedDraft({ name, description, labels }: Secret, change: QuarantineChange): SecretDraft {
  return { name, description, labels, ...change };
}
