import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { config } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { CONNECTION_PARTS, type CheckedPart } from '../../../api/connection-check';
import type { FoundProvider } from '../../../api/provider';
import { API_VERSION } from '../../../domain/api-group';
import { providerName, partName, reasonText, type ConnectionReason } from './connection-text';
import { PartResult } from './PartResult';

interface ConnectionFactsProps {
  readonly provider: FoundProvider;
  readonly reason: ConnectionReason;
  /** Undefined while it is being checked. */
  readonly checked: readonly CheckedPart[] | undefined;
}

/** What there is to know about a provider. */
export function ConnectionFacts({ provider: { kind, basePath }, reason, checked }: ConnectionFactsProps) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      <Fact term={t('connection.provider', 'Provider')}>{providerName(kind)}</Fact>
      <Fact term={t('connection.reason', 'Why')}>{reasonText(reason)}</Fact>
      <Fact term={t('connection.address', 'Address')}>
        <code>{`${config.appSubUrl}${basePath}`}</code>
      </Fact>
      <Fact term={t('connection.version', 'API version')}>
        <code>{API_VERSION}</code>
      </Fact>
      <Fact term={t('connection.namespace', 'Namespace')}>
        <code>{config.namespace}</code>
      </Fact>
      {CONNECTION_PARTS[kind].map((part) => (
        <Fact key={part} term={partName(part)}>
          <PartResult checked={checked?.find((candidate) => candidate.part === part)} />
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.fact}>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.description}>{children}</dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), margin: 0 }),
  fact: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(18)} minmax(0, 1fr)`,
    gap: theme.spacing(2),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 },
  }),
  term: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  description: css({ margin: 0, overflowWrap: 'anywhere', '& code': { margin: 0, whiteSpace: 'normal' } }),
});
