import React, { type MouseEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { detailsPath } from './details-address';
import { Marked } from './Marked';

interface SecretLinkProps {
  readonly name: string;
  readonly onShow: (name: string) => void;
}

/**
 * The name of a secret, which opens its details: beside the list as it is, or by their address in a new tab. No link of the
 * router: those are drawn anew with every change of the address, and a keystroke of the search is one.
 */
export function SecretLink({ name, onShow }: SecretLinkProps) {
  const styles = useStyles2(getStyles);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    onShow(name);
  };
  return (
    <a href={detailsPath(name)} className={styles.link} onClick={onClick}>
      <Marked text={name} />
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    color: theme.colors.text.link,
    overflowWrap: 'anywhere',
    '&:hover': { textDecoration: 'underline' },
  }),
});
