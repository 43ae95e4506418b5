import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router-v5-compat';
import React from 'react';
import { breadcrumbTrail, type Breadcrumb } from '../navigation/breadcrumb-trail';
import { HOME_ID, pathToPage } from '../navigation/nav-tree';
import { usePageNav } from '../page/PageNavContext';

export function Breadcrumbs() {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const { navTree } = config.bootData;
  const home = navTree.find(({ id }) => id === HOME_ID);
  const section = pathToPage(navTree, pathname).filter(({ id }) => id !== HOME_ID);
  const trail = breadcrumbTrail(home, section, usePageNav());
  return (
    <nav aria-label="Breadcrumbs" className={styles.nav}>
      <ol className={styles.list}>
        {trail.map((crumb, index) => (
          <li key={`${crumb.url ?? ''} ${crumb.text}`} className={styles.item}>
            {index > 0 && <Icon name="angle-right" className={styles.separator} />}
            <Crumb crumb={crumb} isPage={index === trail.length - 1} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Crumb({ crumb: { text, url }, isPage }: { crumb: Breadcrumb; isPage: boolean }) {
  const styles = useStyles2(getStyles);
  if (url !== undefined) {
    return (
      <a href={url} className={styles.link}>
        {text}
      </a>
    );
  }
  return (
    <span className={isPage ? styles.page : styles.link} aria-current={isPage ? 'page' : undefined}>
      {text}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({ minWidth: 0, flexShrink: 1 }),
  list: css({ display: 'flex', alignItems: 'center', margin: 0, padding: 0, listStyle: 'none', minWidth: 0 }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    whiteSpace: 'nowrap',
    // Where there is no room for the way, the place has to do.
    '&:not(:last-child)': { flexShrink: 0, [theme.breakpoints.down('md')]: { display: 'none' } },
    [theme.breakpoints.down('md')]: { '& > svg, & > div:first-child:not(:last-child)': { display: 'none' } },
  }),
  separator: css({ color: theme.colors.text.disabled, margin: theme.spacing(0, 0.25), flexShrink: 0 }),
  link: css({
    color: theme.colors.text.secondary,
    padding: theme.spacing(0.25, 0.5),
    'a&:hover': { color: theme.colors.text.primary, textDecoration: 'underline' },
  }),
  page: css({
    padding: theme.spacing(0.25, 0.5),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.primary,
  }),
});
