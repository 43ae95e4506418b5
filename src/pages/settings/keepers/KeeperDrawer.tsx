import React, { useEffect } from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import { useFreshKeeper } from '../../../api/useKeepers';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { GuardedDrawer } from '../../../components/leave-guard/GuardedDrawer';
import type { LeaveGuard } from '../../../components/leave-guard/useLeaveGuard';
import type { KeeperMode } from './keeper-form';
import { KeeperForm } from './KeeperForm';
import { keepersErrorText } from './keepers-text';
import { useKeeperForm } from './useKeeperForm';

interface DrawerProps {
  readonly onClose: () => void;
}

const CREATE: KeeperMode = { kind: 'create' };

/** Sets up a new keeper beside the list. */
export function CreateKeeperDrawer({ onClose }: DrawerProps) {
  return (
    <GuardedDrawer title={t('keepers.create.title', 'Add keeper')} onClose={onClose}>
      {(guard) => <Editor mode={CREATE} guard={guard} onSaved={onClose} />}
    </GuardedDrawer>
  );
}

/** Changes a keeper beside the list, from how it is now and not from how the list has it. */
export function EditKeeperDrawer({ name, onClose }: DrawerProps & { readonly name: string }) {
  const { data: keeper, error, isFetching, refetch } = useFreshKeeper(name);
  return (
    <GuardedDrawer title={t('keepers.edit.title', 'Edit {{name}}', { name })} onClose={onClose}>
      {(guard) => {
        if (keeper) {
          return <Editor mode={{ kind: 'edit', keeper }} guard={guard} onSaved={onClose} />;
        }
        if (error && !isFetching) {
          return <ErrorAlert text={keepersErrorText(apiErrorOf(error))} onRetry={refetch} />;
        }
        return <LoadingPlaceholder text={t('keepers.edit.loading', 'Loading the keeper')} />;
      }}
    </GuardedDrawer>
  );
}

interface EditorProps {
  /** What is edited when the form opens; later ones are not taken up. */
  readonly mode: KeeperMode;
  readonly guard: LeaveGuard;
  readonly onSaved: () => void;
}

function Editor({ mode, guard: { protect, requestLeave }, onSaved }: EditorProps) {
  const model = useKeeperForm(mode, onSaved);
  const { setFocus } = model.form;
  useEffect(() => protect(model.hasChanges));
  useEffect(() => {
    if (mode.kind === 'create') {
      return undefined;
    }
    // One frame later than the drawer, which gives the focus to its close button while the keeper is loading.
    const frame = requestAnimationFrame(() => setFocus('description'));
    return () => cancelAnimationFrame(frame);
  }, [mode.kind, setFocus]);
  return <KeeperForm model={model} onCancel={requestLeave} />;
}
