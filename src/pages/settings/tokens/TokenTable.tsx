import React from 'react';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { AccessToken } from '../../../api/token';
import { Stamp } from '../../../components/secrets/Stamp';
import { getTableStyles } from '../../../components/secrets/table-styles';
import { RevokeButton } from './RevokeButton';
import { TokenStateBadge } from './TokenStateBadge';

interface TokenTableProps {
  /** In the order in which they are shown. */
  readonly tokens: readonly AccessToken[];
  /** A newer answer is on its way. */
  readonly busy: boolean;
  readonly onRevoke: (token: AccessToken) => void;
}

/** As the table of secrets, a list of cards in a narrow place. */
export function TokenTable({ tokens, busy, onRevoke }: TokenTableProps) {
  const styles = useStyles2(getTableStyles);
  const { registry } = useDecrypters();
  const columns = columnTexts();
  return (
    <div className={styles.container}>
      <table role="table" className={styles.table} aria-label={t('tokens.table', 'Access tokens')} aria-busy={busy}>
        <thead role="rowgroup" className={styles.plainHead}>
          <tr role="row" className={styles.headRow}>
            {Object.entries(columns).map(([id, label]) => (
              <th key={id} role="columnheader" scope="col" className={styles.headCell}>
                <span className={id === 'actions' ? styles.hiddenLabel : undefined}>{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          {tokens.map((token) => (
            <tr key={token.id} role="row" className={styles.row} data-token={token.id}>
              <th role="rowheader" scope="row" className={styles.nameCell}>
                <div className={styles.name}>{registry.nameOf(token.decrypter)}</div>
                <Text color="secondary" variant="bodySmall">
                  <code>{token.id}</code>
                </Text>
              </th>
              <td role="cell" className={styles.cell} data-label={columns.state}>
                <TokenStateBadge state={token.state} />
              </td>
              <td role="cell" className={styles.textCell} data-label={columns.names}>
                {token.only.length === 0 ? t('tokens.every-name', 'Every name') : token.only.join(', ')}
              </td>
              <td role="cell" className={styles.textCell} data-label={columns.sources}>
                {token.source.length === 0 ? t('tokens.everywhere', 'Everywhere') : token.source.join(', ')}
              </td>
              <td role="cell" className={styles.cell} data-label={columns.created}>
                <Stamp time={token.createdAt} by={token.createdBy} />
              </td>
              <td role="cell" className={styles.cell} data-label={columns.expires}>
                <Stamp time={token.expiresAt} by={undefined} />
              </td>
              <td role="cell" className={styles.cell} data-label={columns.used}>
                {token.lastUsedAt === undefined ? (
                  t('tokens.never-used', 'Never')
                ) : (
                  <Stamp time={token.lastUsedAt} by={undefined} />
                )}
              </td>
              <td role="cell" className={styles.actionsCell}>
                <RevokeButton token={token} onRevoke={() => onRevoke(token)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columnTexts() {
  return {
    service: t('tokens.columns.service', 'Service'),
    state: t('tokens.columns.state', 'State'),
    names: t('tokens.columns.names', 'Names'),
    sources: t('tokens.columns.sources', 'From'),
    created: t('tokens.columns.created', 'Created'),
    expires: t('tokens.columns.expires', 'Expires'),
    used: t('tokens.columns.used', 'Last used'),
    actions: t('tokens.columns.actions', 'Actions'),
  };
}
