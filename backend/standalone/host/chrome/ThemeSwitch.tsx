import { Dropdown, Menu, ToolbarButton } from '@grafana/ui';
import React from 'react';
import { THEME_PREFERENCES, type ThemePreference } from '../theme/theme-preference';
import { useThemeSwitch } from '../theme/ThemeProvider';

const NAMES: Readonly<Record<ThemePreference, string>> = {
  system: 'System preference',
  dark: 'Dark',
  light: 'Light',
};

export function ThemeSwitch() {
  const { preference, choose } = useThemeSwitch();
  const menu = (
    <Menu ariaLabel="Theme">
      {THEME_PREFERENCES.map((option) => (
        <Menu.Item
          key={option}
          label={NAMES[option]}
          role="menuitemradio"
          ariaChecked={option === preference}
          active={option === preference}
          onClick={() => choose(option)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <ToolbarButton icon="palette" aria-label={`Theme: ${NAMES[preference]}`} />
    </Dropdown>
  );
}
