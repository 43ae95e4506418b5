import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { SECURE_VALUE_ACTIONS, type ResourceOperation } from '../../../domain/permissions';

/** Grafana's fixed roles, by their names in every language (its access control reference). */
const ROLES: Readonly<Record<ResourceOperation, string>> = {
  read: 'Secure Values Reader',
  create: 'Secure Values Creator',
  write: 'Secure Values Updater',
  delete: 'Secure Values Deleter',
};
const ORDER: readonly ResourceOperation[] = ['read', 'create', 'write', 'delete'];

/** Who may do what, which documentation of k6 has otherwise for Editors. */
export function K6Roles() {
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      {/* Not Grafana's Collapse: while that is closed, its button controls an element that is not there. */}
      <Button
        variant="secondary"
        fill="text"
        icon={isOpen ? 'angle-down' : 'angle-right'}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('settings.k6.roles.title', 'Who may do what')}
      </Button>
      {isOpen && (
        <Stack direction="column" gap={1}>
          <dl className={styles.roles}>
            {ORDER.map((operation) => (
              <div key={operation} className={styles.role}>
                <dt>{ROLES[operation]}</dt>
                <dd className={styles.meaning}>
                  {meaning(operation)} <code>{SECURE_VALUE_ACTIONS[operation]}</code>
                </dd>
              </div>
            ))}
          </dl>
          <Text element="p">
            <Trans i18nKey="settings.k6.roles.editing">To edit a secret takes the first and the third.</Trans>
          </Text>
          <Text element="p">
            <Trans i18nKey="settings.k6.roles.defaults">
              By default administrators have all four, in Grafana Enterprise and Grafana Cloud as in Grafana OSS with
              Strongroom&apos;s backend. Editors and Viewers have none until somebody grants them, though the
              documentation of Grafana Cloud k6 says that Editors have.
            </Trans>
          </Text>
          <Text element="p">
            <Trans i18nKey="settings.k6.roles.granting">
              In Grafana Enterprise and Grafana Cloud grant them below Administration, Users and access, Users. Grafana
              OSS has no such grants: there only administrators manage secrets.
            </Trans>
          </Text>
        </Stack>
      )}
    </div>
  );
}

function meaning(operation: ResourceOperation): string {
  switch (operation) {
    case 'read':
      return t('settings.k6.roles.read', 'See which secrets there are, not their values.');
    case 'create':
      return t('settings.k6.roles.create', 'Create secrets.');
    case 'write':
      return t('settings.k6.roles.write', 'Change secrets and replace their values.');
    case 'delete':
      return t('settings.k6.roles.delete', 'Delete secrets.');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  roles: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), margin: 0 }),
  role: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(24)} minmax(0, 1fr)`,
    gap: theme.spacing(2),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 },
  }),
  meaning: css({ margin: 0, overflowWrap: 'anywhere' }),
});
