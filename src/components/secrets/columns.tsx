import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import type { Secret } from '../../api/secret';
import { DecrypterBadges } from './DecrypterBadges';
import { LabelTags } from './LabelTags';
import type { Column } from './list-view';
import { managerName } from './manager-text';
import { Marked } from './Marked';
import { Stamp } from './Stamp';
import type { TableStyles } from './table-styles';

export function columnLabel(column: Column | 'name'): string {
  switch (column) {
    case 'name':
      return t('secrets.columns.name', 'Name');
    case 'description':
      return t('secrets.columns.description', 'Description');
    case 'labels':
      return t('secrets.columns.labels', 'Labels');
    case 'decrypters':
      return t('secrets.columns.decrypters', 'Who can read it');
    case 'keeper':
      return t('secrets.columns.keeper', 'Keeper');
    case 'manager':
      return t('secrets.columns.manager', 'Managed by');
    case 'version':
      return t('secrets.columns.version', 'Version');
    case 'created':
      return t('secrets.columns.created', 'Created');
    case 'modified':
      return t('secrets.columns.modified', 'Modified');
  }
}

export function columnStyle(column: Column, styles: TableStyles): string {
  switch (column) {
    case 'description':
      return styles.textCell;
    case 'labels':
      return styles.labelsCell;
    default:
      return styles.cell;
  }
}

/** What a column shows of a secret. */
export function cellContent(column: Column, secret: Secret, onLabel: (key: string, value: string) => void): ReactNode {
  switch (column) {
    case 'description':
      return inOnePiece(secret.description);
    case 'labels':
      return <LabelTags labels={secret.labels} onLabel={onLabel} />;
    case 'decrypters':
      return <DecrypterBadges decrypters={secret.decrypters} />;
    case 'keeper':
      return secret.keeper && inOnePiece(secret.keeper);
    case 'manager':
      return secret.managedBy && inOnePiece(managerName(secret.managedBy));
    case 'version':
      return secret.version;
    case 'created':
      return <Stamp time={secret.created} by={secret.createdBy} />;
    case 'modified':
      return <Stamp time={secret.modified} by={secret.modifiedBy} />;
  }
}

/** On a card a cell is a grid, in which every piece of a text would take a place of its own. */
function inOnePiece(text: string): ReactNode {
  return (
    <span>
      <Marked text={text} />
    </span>
  );
}
