import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { Icon, IconButton, useStyles2 } from '@grafana/ui';
import { useLocation } from 'grafana-router-v5-compat';
import React, { useId, useState } from 'react';
import { pathToPage } from '../navigation/nav-tree';

/** The menu's items, each with those below it. */
export function MenuTree({ items }: { items: readonly NavModelItem[] }) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const active = pathToPage(items, pathname);
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <MenuItem key={item.id ?? item.text} item={item} active={active} level={0} />
      ))}
    </ul>
  );
}

interface MenuItemProps {
  readonly item: NavModelItem;
  /** The way from the top to the page on show. */
  readonly active: readonly NavModelItem[];
  readonly level: number;
}

function MenuItem({ item, active, level }: MenuItemProps) {
  const styles = useStyles2(getStyles);
  const listId = useId();
  const children = item.children ?? [];
  const [isExpanded, setExpanded] = useState(true);
  const isActive = active.at(-1) === item;
  const toggle = () => setExpanded((expanded) => !expanded);

  const chevron = isExpanded ? 'angle-up' : 'angle-down';

  return (
    <li>
      <div className={cx(styles.row, isActive && styles.active)}>
        {item.url === undefined ? (
          <button
            type="button"
            className={styles.label}
            aria-expanded={isExpanded}
            aria-controls={listId}
            onClick={toggle}
          >
            <ItemText item={item} level={level} />
            <Icon name={chevron} className={styles.chevron} />
          </button>
        ) : (
          <a href={item.url} className={styles.label} aria-current={isActive ? 'page' : undefined}>
            <ItemText item={item} level={level} />
          </a>
        )}
        {item.url !== undefined && children.length > 0 && (
          <IconButton
            name={chevron}
            aria-label={`${isExpanded ? 'Collapse' : 'Expand'} section: ${item.text}`}
            onClick={toggle}
          />
        )}
      </div>
      <ul id={listId} hidden={!isExpanded || children.length === 0} className={cx(styles.list, styles.nested)}>
        {children.map((child) => (
          <MenuItem key={child.id ?? child.text} item={child} active={active} level={level + 1} />
        ))}
      </ul>
    </li>
  );
}

function ItemText({ item, level }: Pick<MenuItemProps, 'item' | 'level'>) {
  return (
    <>
      {level === 0 && item.icon && <Icon name={item.icon} size="lg" />}
      <span>{item.text}</span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  nested: css({
    marginLeft: theme.spacing(2),
    paddingLeft: theme.spacing(1),
    borderLeft: `1px solid ${theme.colors.border.weak}`,
  }),
  row: css({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    borderRadius: theme.shape.radius.default,
    paddingRight: theme.spacing(0.5),
    '&:hover': { background: theme.colors.action.hover },
  }),
  active: css({
    background: theme.colors.action.selected,
    color: theme.colors.text.maxContrast,
    '&::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: theme.spacing(0.5),
      bottom: theme.spacing(0.5),
      width: theme.spacing(0.5),
      borderRadius: theme.shape.radius.default,
      backgroundImage: theme.colors.gradients.brandVertical,
    },
  }),
  chevron: css({ marginLeft: 'auto', color: theme.colors.text.secondary }),
  label: css({
    display: 'flex',
    flexGrow: 1,
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
    minHeight: theme.spacing(4),
    padding: theme.spacing(0.5, 1),
    border: 'none',
    background: 'none',
    color: 'inherit',
    textAlign: 'left',
  }),
});
