import React, { useMemo, useRef, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Stack, useStyles2 } from '@grafana/ui';
import { apiErrorOf, type ApiError } from '../../api/api-error';
import { useSecretList } from '../../api/queries';
import { useOnline } from '../../api/useOnline';
import { ErrorAlert } from '../ErrorAlert';
import { readErrorText, type ErrorText } from '../error-text';
import { ListFilters } from './ListFilters';
import { FirstSecret, ListHidden, NoMatch, StaleList } from './list-screens';
import { ListSummary } from './ListSummary';
import { isFiltered, type ListSelection, type SecretListScene } from './SecretListScene';
import { SecretPages } from './SecretPages';
import type { SecretRowActions } from './SecretRow';
import { useSecretsVariant } from './SecretsVariant';
import { SecretTableSkeleton } from './SecretTableSkeleton';
import { useFocusAfterRemoval } from './useFocusAfterRemoval';
import { visibleSecrets } from './visible-secrets';

interface SecretListProps extends Omit<SecretRowActions, 'onLabel'> {
  readonly selection: ListSelection;
  readonly list: SecretListScene;
  readonly createButton: ReactNode;
  /** A dialog is open over it. */
  readonly covered: boolean;
}

/** The filters, and the list in each of its states. */
export function SecretList({ selection, list, createButton, covered, ...actions }: SecretListProps) {
  const styles = useStyles2(getStyles);
  const searchRef = useRef<HTMLInputElement>(null);
  const variant = useSecretsVariant();
  const { labelSelector, search, order, page } = selection;
  const decrypter = variant.decrypter ?? selection.decrypter;
  const { data, error, isFetching, isPlaceholderData, refetch } = useSecretList({ labelSelector, decrypter });
  const decryptersInUse = useMemo(() => [...new Set(data?.flatMap(({ decrypters }) => decrypters))].sort(), [data]);
  const visible = useMemo(() => data && visibleSecrets(data, { search, order, page }), [data, search, order, page]);
  const results = useRef<HTMLDivElement>(null);
  const names = useMemo(() => visible?.secrets.map(({ name }) => name) ?? [], [visible]);
  const { onFocus } = useFocusAfterRemoval({ container: results, names, covered });
  const apiError = error ? apiErrorOf(error) : undefined;
  const staleness = staleText(apiError, useOnline());
  const empty = data?.length === 0 && !isFiltered(selection);

  if (data === undefined && apiError?.kind === 'forbidden') {
    return <ListHidden createButton={createButton} />;
  }

  const clearFilters = () => {
    list.clearFilters();
    // The button that was pressed is about to go.
    searchRef.current?.focus();
  };
  return (
    <Stack direction="column" gap={2}>
      <div className={styles.toolbar}>
        <ListFilters
          selection={selection}
          list={list}
          decryptersInUse={decryptersInUse}
          disabled={empty}
          searchRef={searchRef}
        />
        {(data || apiError) && !empty && createButton}
      </div>
      {data && staleness && <StaleList text={staleness} onRetry={refetch} />}
      {apiError && !data && !isFetching && <ErrorAlert text={readErrorText(apiError)} onRetry={refetch} />}
      {!data && (isFetching || !apiError) && <SecretTableSkeleton />}
      <div ref={results} tabIndex={-1} onFocus={onFocus} className={styles.results}>
        {visible && <ListSummary visible={visible} />}
        {empty && <FirstSecret createButton={createButton} />}
        {visible?.matching === 0 && !empty && <NoMatch onClear={clearFilters} />}
        {visible && visible.matching > 0 && (
          <SecretPages visible={visible} order={order} list={list} busy={isPlaceholderData} {...actions} />
        )}
      </div>
    </Stack>
  );
}

/** Why the list that is shown may not be the newest; undefined when it should be. */
function staleText(error: ApiError | undefined, online: boolean): ErrorText | undefined {
  const reason: ApiError | undefined = online ? error : { kind: 'offline' };
  return reason && readErrorText(reason);
}

const getStyles = (theme: GrafanaTheme2) => ({
  results: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  toolbar: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), alignItems: 'flex-end' }),
});
