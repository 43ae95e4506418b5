import React, { type ReactNode, type Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, FilterInput, useStyles2 } from '@grafana/ui';
import { useDecrypters } from '../../api/DecrypterSettings';
import type { Secret } from '../../api/secret';
import { FacetField } from './FacetField';
import type { FacetValue } from './facets';
import { HasLabelField } from './HasLabelField';
import { LabelSelectorField } from './LabelSelectorField';
import { managerName } from './manager-text';
import type { ListSelection, SecretListScene } from './SecretListScene';
import { useSecretsVariant } from './SecretsVariant';
import { SEARCH_KEY } from './useSearchKey';

export interface ListFacets {
  /** What every filter has left: the labels are counted from it. */
  readonly matching: readonly Secret[];
  readonly decrypters: readonly FacetValue[];
  readonly keepers: readonly FacetValue[];
  readonly managers: readonly FacetValue[];
}

interface ListFiltersProps {
  readonly selection: ListSelection;
  readonly list: SecretListScene;
  readonly facets: ListFacets;
  readonly disabled: boolean;
  readonly searchRef: Ref<HTMLInputElement>;
  /** What stands beside the search: the buttons of the page. */
  readonly children: ReactNode;
}

/** All that narrows the list. Labels and services are filtered by the server, the rest in the browser; it looks the same. */
export function ListFilters({ selection, list, facets, disabled, searchRef, children }: ListFiltersProps) {
  const styles = useStyles2(getStyles);
  const isOfOneDecrypter = useSecretsVariant().decrypter !== undefined;
  const { registry } = useDecrypters();
  return (
    <div role="search" className={styles.filters} aria-label={t('secrets.filters.name', 'Filter secrets')}>
      <div className={styles.row}>
        <Field
          noMargin
          className={styles.search}
          label={t('secrets.filters.search', 'Search')}
          htmlFor="secrets-search"
        >
          <FilterInput
            id="secrets-search"
            ref={searchRef}
            escapeRegex={false}
            value={selection.search}
            onChange={(text) => list.setSearch(text)}
            aria-keyshortcuts={SEARCH_KEY}
            title={t('secrets.filters.search-key', 'Press {{key}} anywhere on the page to search', {
              key: SEARCH_KEY,
              interpolation: { escapeValue: false },
            })}
            placeholder={t('secrets.filters.search-placeholder', 'Name, description, label, reader, keeper or person')}
            disabled={disabled}
          />
        </Field>
        {children}
      </div>
      <div className={styles.row}>
        <HasLabelField
          secrets={facets.matching}
          onLabel={(key, value) => list.requireLabel(key, value)}
          disabled={disabled}
        />
        <LabelSelectorField
          applied={selection.labelSelector}
          onApply={(selector) => list.setLabelSelector(selector)}
          disabled={disabled}
        />
        {!isOfOneDecrypter && (
          <FacetField
            id="secrets-decrypter"
            label={t('secrets.filters.decrypter', 'Readable by')}
            placeholder={t('secrets.filters.decrypter-placeholder', 'Any service')}
            values={facets.decrypters}
            others={registry.all.map(({ id }) => id)}
            nameOf={(id) => registry.nameOf(id)}
            selected={selection.decrypter}
            onSelect={(decrypter) => list.setDecrypter(decrypter)}
            customText={t('secrets.filters.decrypter-custom', 'Use this service identity')}
            disabled={disabled}
          />
        )}
        <FacetField
          id="secrets-keeper"
          label={t('secrets.filters.keeper', 'Keeper')}
          placeholder={t('secrets.filters.keeper-placeholder', 'Any keeper')}
          values={facets.keepers}
          selected={selection.keeper}
          onSelect={(keeper) => list.setKeeper(keeper)}
          disabled={disabled}
        />
        <FacetField
          id="secrets-manager"
          label={t('secrets.filters.manager', 'Managed by')}
          placeholder={t('secrets.filters.manager-placeholder', 'Any tool or none')}
          values={facets.managers}
          nameOf={managerName}
          selected={selection.manager}
          onSelect={(manager) => list.setManager(manager)}
          disabled={disabled}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  filters: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), alignItems: 'flex-end' }),
  search: css({ flex: `1 1 ${theme.spacing(36)}` }),
});
