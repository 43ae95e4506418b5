import { t } from '@grafana/i18n';

/** What the columns of the list are called. */
export function keeperColumns() {
  return {
    name: t('keepers.columns.name', 'Keeper'),
    state: t('keepers.columns.state', 'State'),
    place: t('keepers.columns.place', 'Place'),
    secrets: t('keepers.columns.secrets', 'Secrets'),
    modified: t('keepers.columns.modified', 'Modified'),
    actions: t('keepers.columns.actions', 'Actions'),
  };
}
