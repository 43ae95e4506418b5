import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config, getBackendSrv, isFetchError } from '@grafana/runtime';
import { Dropdown, Menu, ToolbarButton, useStyles2 } from '@grafana/ui';
import React from 'react';

const ROLES = ['Admin', 'Editor', 'Viewer', 'None'] as const;

type Role = (typeof ROLES)[number];

/** Plays another role. It only lowers what the sign-in allows; a refusal comes back as a toast. */
export function RoleSwitch() {
  const styles = useStyles2(getStyles);
  const current = config.bootData.user.orgRole;
  const menu = (
    <Menu ariaLabel="Role">
      {ROLES.map((role) => (
        <Menu.Item
          key={role}
          label={role}
          role="menuitemradio"
          ariaChecked={role === current}
          active={role === current}
          onClick={() => switchTo(role)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <ToolbarButton icon="shield" aria-label={`Role: ${current}`}>
        <span className={styles.name}>{current}</span>
      </ToolbarButton>
    </Dropdown>
  );
}

// Permissions are part of the page, so it has to come anew.
async function switchTo(role: Role) {
  try {
    await getBackendSrv().post('/api/user/using-role', { role }, { showSuccessAlert: false });
  } catch (error) {
    if (isFetchError(error)) {
      return;
    }
    throw error;
  }
  window.location.reload();
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ [theme.breakpoints.down('md')]: { display: 'none' } }),
});
