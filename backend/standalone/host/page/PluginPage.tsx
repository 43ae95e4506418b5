import { css, cx } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2 } from '@grafana/data';
import { config, type PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router-v5-compat';
import React, { useEffect } from 'react';
import { pathToPage } from '../navigation/nav-tree';
import { PageHeader } from './PageHeader';
import { usePublishPageNav } from './PageNavContext';
import { PageTabs } from './PageTabs';

/** The frame around a plugin's page: what `PluginPage` of `@grafana/runtime` draws in Grafana. */
export function PluginPage({
  pageNav,
  layout = PageLayoutType.Standard,
  background = 'primary',
  children,
  ...header
}: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const menuItem = pathToPage(config.bootData.navTree, pathname).at(-1);
  const page = pageNav ?? menuItem;
  usePublishPageNav(pageNav);
  useDocumentTitle(page?.text, menuItem?.text);

  if (layout === PageLayoutType.Custom) {
    return <>{children}</>;
  }
  const hasHeader = layout === PageLayoutType.Standard;
  return (
    <div className={cx(styles.page, background === 'primary' && styles.primary)}>
      {hasHeader && page && <PageHeader page={page} {...header} />}
      {hasHeader && pageNav?.children && <PageTabs tabs={pageNav.children} />}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

function useDocumentTitle(page: string | undefined, menuItem: string | undefined) {
  useEffect(() => {
    const parts = [page, menuItem === page ? undefined : menuItem, 'Grafana'];
    document.title = parts.filter((part) => part !== undefined).join(' - ');
  }, [page, menuItem]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    padding: theme.spacing(2),
    [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
  }),
  primary: css({ background: theme.colors.background.primary }),
  content: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }),
});
