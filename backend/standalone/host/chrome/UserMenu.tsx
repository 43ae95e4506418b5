import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { Dropdown, Menu, Text, ToolbarButton, useStyles2 } from '@grafana/ui';
import React from 'react';

export function UserMenu() {
  const styles = useStyles2(getStyles);
  const { login, orgName, orgRole } = config.bootData.user;
  const menu = (
    <Menu
      ariaLabel="Profile"
      header={
        <div className={styles.header}>
          <Text weight="medium">{login}</Text>
          <Text variant="bodySmall" color="secondary">
            {`${orgRole} in ${orgName}`}
          </Text>
        </div>
      }
    >
      <Menu.Item label="Sign out" icon="signout" onClick={signOut} />
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <ToolbarButton
        aria-label={`Profile of ${login}`}
        icon={
          <span className={styles.avatar} aria-hidden>
            {login.charAt(0).toUpperCase()}
          </span>
        }
      />
    </Dropdown>
  );
}

async function signOut() {
  await getBackendSrv().post('/logout', undefined, { showSuccessAlert: false });
  window.location.assign('/login');
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column' }),
  avatar: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: theme.spacing(3),
    height: theme.spacing(3),
    borderRadius: theme.shape.radius.circle,
    background: theme.colors.primary.main,
    color: theme.colors.primary.contrastText,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
