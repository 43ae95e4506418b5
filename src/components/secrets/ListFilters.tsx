import React, { type Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, FilterInput, useStyles2 } from '@grafana/ui';
import { useDecrypters } from '../../api/DecrypterSettings';
import { LabelSelectorField } from './LabelSelectorField';
import type { ListSelection, SecretListScene } from './SecretListScene';
import { useSecretsVariant } from './SecretsVariant';

interface ListFiltersProps {
  readonly selection: ListSelection;
  readonly list: SecretListScene;
  /** Services that are named by some secret, known or not. */
  readonly decryptersInUse: readonly string[];
  readonly disabled: boolean;
  readonly searchRef: Ref<HTMLInputElement>;
}

export function ListFilters({ selection, list, decryptersInUse, disabled, searchRef }: ListFiltersProps) {
  const styles = useStyles2(getStyles);
  const isOfOneDecrypter = useSecretsVariant().decrypter !== undefined;
  const { registry } = useDecrypters();
  const decrypters = new Set([...registry.all.map(({ id }) => id), ...decryptersInUse]);
  return (
    <div role="search" className={styles.filters} aria-label={t('secrets.filters.name', 'Filter secrets')}>
      <Field noMargin className={styles.search} label={t('secrets.filters.search', 'Search')} htmlFor="secrets-search">
        <FilterInput
          id="secrets-search"
          ref={searchRef}
          escapeRegex={false}
          value={selection.search}
          onChange={(text) => list.setSearch(text)}
          placeholder={t('secrets.filters.search-placeholder', 'Name, description, label or reader')}
          disabled={disabled}
        />
      </Field>
      <LabelSelectorField
        applied={selection.labelSelector}
        onApply={(selector) => list.setLabelSelector(selector)}
        disabled={disabled}
      />
      {!isOfOneDecrypter && (
        <Field
          noMargin
          className={styles.decrypter}
          label={t('secrets.filters.decrypter', 'Readable by')}
          htmlFor="secrets-decrypter"
        >
          <Combobox
            id="secrets-decrypter"
            options={[...decrypters].map((id) => ({ value: id, label: registry.nameOf(id) }))}
            value={selection.decrypter === '' ? null : selection.decrypter}
            onChange={(option) => list.setDecrypter(option?.value ?? '')}
            placeholder={t('secrets.filters.decrypter-placeholder', 'Any service')}
            customValueDescription={t('secrets.filters.decrypter-custom', 'Use this service identity')}
            createCustomValue
            isClearable
            disabled={disabled}
          />
        </Field>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  filters: css({
    display: 'flex',
    flex: '1 1 auto',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    alignItems: 'flex-start',
  }),
  search: css({ flex: `2 1 ${theme.spacing(30)}` }),
  decrypter: css({ flex: `1 1 ${theme.spacing(24)}` }),
});
