import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Badge, Text, useStyles2, type BadgeProps } from '@grafana/ui';
import { missingActions, secretPermissions } from '../../../api/permissions';
import { BlockableButton } from '../../../components/BlockableButton';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { changeErrorText } from '../../../components/error-text';
import { missingPermissionText } from '../../../components/permission-text';
import { useShareSecret } from '../../../components/secrets/editor/useShareSecret';
import { K6_DECRYPTER } from '../../../domain/decrypters';
import type { CheckedName, NameCheck } from './script-check';

interface CheckedNameRowProps {
  readonly checked: CheckedName;
  readonly onCreate: (name: string) => void;
}

/** A name that a script asks for, whether k6 gets it, and the button that puts it right. */
export function CheckedNameRow({ checked: { name, sources, lines, check }, onCreate }: CheckedNameRowProps) {
  const styles = useStyles2(getStyles);
  const { failure, share } = useShareSecret(K6_DECRYPTER, () => undefined);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <code className={styles.name}>{name === '' ? t('settings.k6.check.empty', 'an empty name') : name}</code>
        {/* The key: a badge that changes its icon goes on showing the old one. */}
        <Badge key={check.kind} {...badgeOf(check)} />
        {check.kind === 'missing' && (
          <BlockableButton
            size="sm"
            variant="secondary"
            icon="plus"
            aria-label={t('settings.k6.check.create-label', 'Create {{name}}', { name })}
            blocked={missingPermissionText(missingActions(secretPermissions(), ['create']))}
            onClick={() => onCreate(name)}
          >
            <Trans i18nKey="settings.k6.check.create">Create</Trans>
          </BlockableButton>
        )}
        {check.kind === 'not-shared' && (
          <BlockableButton
            size="sm"
            variant="secondary"
            aria-label={t('settings.k6.check.share-label', 'Let k6 read it: {{name}}', { name })}
            blocked={missingPermissionText(missingActions(secretPermissions(), ['read', 'write']))}
            onClick={() => share(check.secret)}
          >
            <Trans i18nKey="settings.k6.check.share">Let k6 read it</Trans>
          </BlockableButton>
        )}
      </div>
      <Text color="secondary" variant="bodySmall">
        {placeText(lines, sources)}
      </Text>
      {failure && <ErrorAlert text={changeErrorText(failure)} />}
    </li>
  );
}

function badgeOf({ kind }: NameCheck): BadgeProps {
  switch (kind) {
    case 'readable':
      return { color: 'green', icon: 'check', text: t('settings.k6.check.readable', 'k6 can read it') };
    case 'not-shared':
      return {
        color: 'orange',
        icon: 'exclamation-triangle',
        text: t('settings.k6.check.not-shared', 'k6 cannot read it'),
      };
    case 'missing':
      return { color: 'red', icon: 'exclamation-circle', text: t('settings.k6.check.missing', 'Does not exist') };
    case 'impossible':
      return {
        color: 'red',
        icon: 'exclamation-circle',
        text: t('settings.k6.check.impossible', 'No secret can have this name'),
      };
  }
}

function placeText(lines: readonly number[], sources: readonly string[]): string {
  const place = t('settings.k6.check.lines', '', {
    count: lines.length,
    lines: lines.join(', '),
    defaultValue_one: 'Line {{lines}}',
    defaultValue_other: 'Lines {{lines}}',
  });
  return sources.length === 0
    ? place
    : t('settings.k6.check.sources', '{{place}}, from the secret source {{sources}}, if that is Strongroom', {
        place,
        sources: sources.join(', '),
        interpolation: { escapeValue: false },
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    paddingBottom: theme.spacing(1),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  what: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  name: css({ overflowWrap: 'anywhere' }),
});
