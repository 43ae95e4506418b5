import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import React from 'react';

export function PageTabs({ tabs }: { tabs: readonly NavModelItem[] }) {
  const styles = useStyles2(getStyles);
  const shown = tabs.filter((tab) => !tab.hideFromTabs);
  return (
    <TabsBar className={styles.bar}>
      {shown.map((tab) => (
        <Tab
          key={tab.url ?? tab.text}
          label={tab.text}
          active={tab.active}
          href={tab.url}
          icon={tab.icon}
          counter={tab.tabCounter}
          suffix={tab.tabSuffix}
          onChangeTab={tab.onClick}
        />
      ))}
    </TabsBar>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ marginBottom: theme.spacing(2) }),
});
