import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Modal, Stack, Text, useStyles2 } from '@grafana/ui';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { SYSTEM_KEEPER } from '../../../domain/api-group';
import { keeperWriteErrorText, secretCountText } from './keepers-text';
import { useActivateKeeper } from './useActivateKeeper';

interface ActivateKeeperModalProps {
  readonly name: string;
  /** The one that is active until then. */
  readonly before: string;
  readonly secretCounts: ReadonlyMap<string, number> | undefined;
  readonly onClose: () => void;
}

/** Says what a change of the active keeper changes and what it does not. The focus is not on the button that does it. */
export function ActivateKeeperModal({ name, before, secretCounts, onClose }: ActivateKeeperModalProps) {
  const styles = useStyles2(getStyles);
  const { state, activate } = useActivateKeeper(onClose);
  useReturnFocus();
  const isSystem = name === SYSTEM_KEEPER;
  return (
    <Modal
      isOpen
      title={t('keepers.activate.title', 'Activate {{name}}', { name })}
      onDismiss={onClose}
      closeOnBackdropClick={false}
    >
      <Stack direction="column" gap={2}>
        {state.kind === 'failed' && <ErrorAlert text={keeperWriteErrorText(state.error)} />}
        <div>
          <Text element="h3" variant="h5">
            <Trans i18nKey="keepers.activate.changes">What changes</Trans>
          </Text>
          <ul className={styles.list}>
            <li>
              <Trans i18nKey="keepers.activate.new-values" values={{ name, before }}>
                From now on the values of new secrets go to <strong>{'{{name}}'}</strong>, and no longer to{' '}
                <strong>{'{{before}}'}</strong>.
              </Trans>
            </li>
            <li>
              {isSystem
                ? t(
                    'keepers.activate.no-references',
                    'New secrets cannot refer to entries of an external store any more.'
                  )
                : t('keepers.activate.references', 'New secrets can refer to entries that are in its store already.')}
            </li>
            {!isSystem && (
              <li>
                {t(
                  'keepers.activate.untested',
                  'Nobody has tested that the server reaches the store. Where it does not, no secret can be created.'
                )}
              </li>
            )}
          </ul>
        </div>
        <div>
          <Text element="h3" variant="h5">
            <Trans i18nKey="keepers.activate.stays">What does not change</Trans>
          </Text>
          <ul className={styles.list}>
            <li>
              {t(
                'keepers.activate.existing',
                'Secrets that are there stay with their keepers and work as before. Values are never moved.'
              )}
              {secretCounts !== undefined && secretCounts.size > 0 && (
                <ul className={styles.list}>
                  {[...secretCounts].map(([keeper, count]) => (
                    <li key={keeper}>
                      {t('keepers.activate.count', '{{keeper}}: {{secrets}}', {
                        keeper,
                        secrets: secretCountText(count),
                        interpolation: { escapeValue: false },
                      })}
                    </li>
                  ))}
                </ul>
              )}
            </li>
            <li>
              {t(
                'keepers.activate.owned',
                'Secrets that other resources make for themselves are kept by {{system}}, whichever is active.',
                { system: SYSTEM_KEEPER }
              )}
            </li>
            <li>
              {t(
                'keepers.activate.to-move',
                'To move a secret, delete it and create it again with its value from where that came from.'
              )}
            </li>
          </ul>
        </div>
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          <Trans i18nKey="actions.cancel">Cancel</Trans>
        </Button>
        <Button onClick={() => state.kind !== 'activating' && activate(name)}>
          {state.kind === 'activating' ? (
            <Trans i18nKey="keepers.activate.activating">Activating…</Trans>
          ) : (
            <Trans i18nKey="keepers.activate.confirm">Activate keeper</Trans>
          )}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(3),
    overflowWrap: 'anywhere',
    li: { marginBottom: theme.spacing(0.5) },
  }),
});
