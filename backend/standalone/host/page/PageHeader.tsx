import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props extends Pick<PluginPageProps, 'actions' | 'info' | 'renderTitle' | 'subTitle'> {
  page: NavModelItem;
}

export function PageHeader({ page, actions, info, renderTitle, subTitle = page.subTitle }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.header}>
      <div className={styles.titleRow}>
        <div className={styles.title}>
          {page.img && <img className={styles.logo} src={page.img} alt="" />}
          {page.icon && !page.img && <Icon name={page.icon} size="xl" />}
          {renderTitle ? renderTitle(page.text) : <h1 className={styles.heading}>{page.text}</h1>}
        </div>
        {info && <PageInfo info={info} />}
        {actions && (
          <Stack wrap="wrap" alignItems="center">
            {actions}
          </Stack>
        )}
      </div>
      {subTitle && <div className={styles.subTitle}>{subTitle}</div>}
    </div>
  );
}

function PageInfo({ info }: Required<Pick<PluginPageProps, 'info'>>) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.info}>
      {info.map(({ label, value }) => (
        <div key={label}>
          <dt>
            <Text variant="bodySmall" color="secondary">
              {label}
            </Text>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
  titleRow: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  }),
  title: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), flexGrow: 1, minWidth: 0 }),
  heading: css({ margin: 0, overflowWrap: 'anywhere' }),
  logo: css({ width: theme.spacing(4), height: theme.spacing(4) }),
  subTitle: css({ color: theme.colors.text.secondary }),
  info: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 4), margin: 0, '& dd': { margin: 0 } }),
});
