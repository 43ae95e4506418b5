import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { Secret } from '../../../api/secret';
import { ownerPath } from '../../../domain/owner-link';
import type { OwnerReference } from '../../../domain/secure-value';
import { exactDateText, isDate } from '../date-text';
import { identityText } from '../identity-text';
import { LabelTags } from '../LabelTags';
import { managerName } from '../manager-text';
import { Readers } from './Readers';

interface SecretFactsProps {
  readonly secret: Secret;
  readonly onLabel: (key: string, value: string) => void;
}

/** All that the API tells of a secret. What it leaves out is left out here; only what a person could fill in says so. */
export function SecretFacts({ secret, onLabel }: SecretFactsProps) {
  const styles = useStyles2(getStyles);
  const { labels, owner, managedBy, managerId } = secret;
  return (
    <div className={styles.container}>
      <dl className={styles.facts}>
        <Fact label={t('secrets.columns.description', 'Description')}>{secret.description}</Fact>
        <Fact label={t('secrets.columns.labels', 'Labels')}>
          {Object.keys(labels).length === 0 ? (
            <span className={styles.none}>{t('secrets.details.none', 'None')}</span>
          ) : (
            <LabelTags labels={labels} onLabel={onLabel} />
          )}
        </Fact>
        <Fact label={t('secrets.columns.decrypters', 'Who can read it')}>
          <Readers decrypters={secret.decrypters} />
        </Fact>
        <Fact label={t('secrets.columns.keeper', 'Keeper')}>{secret.keeper}</Fact>
        <Fact label={t('secrets.details.external-id', 'External ID')}>{mono(secret.externalID, styles.mono)}</Fact>
        <Fact label={t('secrets.details.ref', 'Entry in the external store')}>{mono(secret.ref, styles.mono)}</Fact>
        <Fact label={t('secrets.columns.version', 'Version')}>{secret.version}</Fact>
        <Fact label={t('secrets.columns.created', 'Created')}>
          <Moment time={secret.created} by={secret.createdBy} />
        </Fact>
        <Fact label={t('secrets.columns.modified', 'Modified')}>
          <Moment time={secret.modified} by={secret.modifiedBy} />
        </Fact>
        <Fact label={t('secrets.details.owner', 'Owner')}>{owner && <Owner owner={owner} />}</Fact>
        <Fact label={t('secrets.columns.manager', 'Managed by')}>
          {managedBy && (managerId ? `${managerName(managedBy)} (${managerId})` : managerName(managedBy))}
        </Fact>
        <Fact label={t('secrets.details.uid', 'UID')}>{mono(secret.uid, styles.mono)}</Fact>
      </dl>
    </div>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  if (children === undefined || children === '') {
    return null;
  }
  return (
    <div className={styles.fact}>
      <dt className={styles.term}>{label}</dt>
      <dd className={styles.description}>{children}</dd>
    </div>
  );
}

function mono(text: string | undefined, className: string): ReactNode {
  return text === undefined || text === '' ? undefined : <code className={className}>{text}</code>;
}

interface MomentProps {
  /** RFC 3339. */
  readonly time: string | undefined;
  readonly by: string | undefined;
}

function Moment({ time, by }: MomentProps) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      {isDate(time) ? (
        <time dateTime={time}>{exactDateText(time)}</time>
      ) : (
        t('secrets.details.unknown-time', 'Not known')
      )}
      {by && (
        <div className={styles.none}>
          {t('secrets.row.by', 'by {{who}}', { who: identityText(by), interpolation: { escapeValue: false } })}
        </div>
      )}
    </div>
  );
}

function Owner({ owner }: { readonly owner: OwnerReference }) {
  const styles = useStyles2(getStyles);
  const text = `${owner.kind} ${owner.name}`;
  const path = ownerPath(owner);
  return (
    <div>
      {path === undefined ? text : <TextLink href={path}>{text}</TextLink>}
      <div className={styles.none}>{owner.apiVersion}</div>
    </div>
  );
}

/** Below this width of the place it has, what is said stands under what it is about. */
const STACKED_BELOW = '420px';

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size' }),
  facts: css({ margin: 0 }),
  fact: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(20)} minmax(0, 1fr)`,
    gap: theme.spacing(0, 2),
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '&:last-child': { borderBottom: 'none' },
    [`@container (max-width: ${STACKED_BELOW})`]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  term: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  description: css({ margin: 0, overflowWrap: 'anywhere' }),
  none: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  mono: css({ overflowWrap: 'anywhere', whiteSpace: 'normal' }),
});
