import React, { useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { SecretKeeper } from '../../../api/keeper';
import { missingKeeperActions, type KeeperPermissions } from '../../../api/permissions';
import { useSecretsPerKeeper } from '../../../api/useKeepers';
import { BlockableButton } from '../../../components/BlockableButton';
import { missingPermissionText } from '../../../components/permission-text';
import { useFocusAfterRemoval } from '../../../components/secrets/useFocusAfterRemoval';
import { SYSTEM_KEEPER } from '../../../domain/api-group';
import { ActivateKeeperModal } from './ActivateKeeperModal';
import { DeleteKeeperModal } from './DeleteKeeperModal';
import { CreateKeeperDrawer, EditKeeperDrawer } from './KeeperDrawer';
import { KeeperTable } from './KeeperTable';

/** What is open over the list. */
type KeeperDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'create' }
  | { readonly kind: 'edit'; readonly name: string }
  | { readonly kind: 'activate'; readonly name: string }
  | { readonly kind: 'delete'; readonly name: string };

const NONE: KeeperDialog = { kind: 'none' };

interface KeeperListProps {
  readonly keepers: readonly SecretKeeper[];
  /** A newer answer is on its way. */
  readonly busy: boolean;
  readonly permissions: KeeperPermissions;
}

/** The list of keepers and whatever is open over it. */
export function KeeperList({ keepers, busy, permissions }: KeeperListProps) {
  const styles = useStyles2(getStyles);
  const [dialog, setDialog] = useState<KeeperDialog>(NONE);
  const secretCounts = useSecretsPerKeeper();
  const container = useRef<HTMLDivElement>(null);
  const names = useMemo(() => [SYSTEM_KEEPER, ...keepers.map(({ name }) => name)], [keepers]);
  const { onFocus } = useFocusAfterRemoval({ container, names, rowKey: 'keeper', covered: dialog.kind !== 'none' });
  const close = () => setDialog(NONE);
  const active = keepers.find((keeper) => keeper.active)?.name ?? SYSTEM_KEEPER;

  return (
    <>
      <div ref={container} tabIndex={-1} onFocus={onFocus} className={styles.list}>
        <div className={styles.toolbar}>
          <span role="status">
            <Trans i18nKey="keepers.active-now" values={{ name: active }}>
              New secrets go to <strong>{'{{name}}'}</strong>
            </Trans>
          </span>
          <div className={styles.create}>
            <BlockableButton
              icon="plus"
              blocked={missingPermissionText(missingKeeperActions(permissions, ['create']))}
              onClick={() => setDialog({ kind: 'create' })}
            >
              <Trans i18nKey="keepers.create.open">Add keeper</Trans>
            </BlockableButton>
          </div>
        </div>
        <KeeperTable
          keepers={keepers}
          active={active}
          secretCounts={secretCounts}
          busy={busy}
          permissions={permissions}
          onActivate={(name) => setDialog({ kind: 'activate', name })}
          onEdit={(name) => setDialog({ kind: 'edit', name })}
          onDelete={(name) => setDialog({ kind: 'delete', name })}
        />
        {keepers.length === 0 && (
          <p className={styles.hint}>
            {t(
              'keepers.empty',
              'There is no other keeper yet. With one for AWS Secrets Manager, the values of new secrets are kept in an AWS account of your own.'
            )}
          </p>
        )}
      </div>
      {dialog.kind === 'create' && <CreateKeeperDrawer onClose={close} />}
      {dialog.kind === 'edit' && <EditKeeperDrawer name={dialog.name} onClose={close} />}
      {dialog.kind === 'activate' && (
        <ActivateKeeperModal name={dialog.name} before={active} secretCounts={secretCounts} onClose={close} />
      )}
      {dialog.kind === 'delete' && <DeleteKeeperModal name={dialog.name} onClose={close} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  toolbar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 3) }),
  create: css({ marginLeft: 'auto' }),
  hint: css({ color: theme.colors.text.secondary, maxWidth: theme.spacing(90) }),
});
