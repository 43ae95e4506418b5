import React, { useDeferredValue, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Button, Stack, useStyles2 } from '@grafana/ui';
import { apiErrorOf, type ApiError } from '../../api/api-error';
import { useListAtHand, useSecretList } from '../../api/queries';
import type { Secret } from '../../api/secret';
import { useOnline } from '../../api/useOnline';
import { ErrorAlert } from '../ErrorAlert';
import { readErrorText, type ErrorText } from '../error-text';
import { labelKeysOf } from './facets';
import { ListFilters } from './ListFilters';
import { FirstSecret, ListHidden, NoMatch, StaleList } from './list-screens';
import { ListSummary } from './ListSummary';
import { SearchWords } from './Marked';
import { isFiltered, type ListSelection, type SecretListScene } from './SecretListScene';
import { SecretPages } from './SecretPages';
import type { SecretRowActions } from './SecretRow';
import { useSecretsVariant } from './SecretsVariant';
import { SecretTableSkeleton } from './SecretTableSkeleton';
import { useFocusAfterRemoval } from './useFocusAfterRemoval';
import { useListContents } from './useListContents';
import { useSearchKey } from './useSearchKey';
import { ViewSettings } from './ViewSettings';

interface SecretListProps extends Omit<SecretRowActions, 'onLabel'> {
  readonly selection: ListSelection;
  readonly list: SecretListScene;
  readonly createButton: ReactNode;
  /** A dialog is open over it. */
  readonly covered: boolean;
}

const NO_SECRETS: readonly Secret[] = [];

/** The filters, and the list in each of its states. */
export function SecretList({ selection, list, createButton, covered, ...actions }: SecretListProps) {
  const styles = useStyles2(getStyles);
  const [viewOpen, setViewOpen] = useState(false);
  const viewId = useId();
  const searchRef = useRef<HTMLInputElement>(null);
  const variant = useSecretsVariant();
  const { labelSelector } = selection;
  const decrypter = variant.decrypter ?? selection.decrypter;
  const { data, error, isFetching, isPlaceholderData, refetch } = useSecretList({ labelSelector, decrypter });
  const ofAnyDecrypter = useListAtHand({ labelSelector, decrypter: variant.decrypter ?? '' });
  // What is typed and clicked shows at once, and the rows follow as fast as they can.
  const followed = useDeferredValue(selection);
  const contents = useListContents(data ?? NO_SECRETS, ofAnyDecrypter ?? data ?? NO_SECRETS, followed);
  const labelKeys = useMemo(() => labelKeysOf(data ?? NO_SECRETS), [data]);
  const results = useRef<HTMLDivElement>(null);
  const names = useMemo(
    () => contents.groups.flatMap(({ secrets }) => secrets.map(({ name }) => name)),
    [contents.groups]
  );
  const { onFocus } = useFocusAfterRemoval({ container: results, names, covered });
  useSearchKey(searchRef, covered);
  const apiError = error ? apiErrorOf(error) : undefined;
  const staleness = staleText(apiError, useOnline());
  const filtered = isFiltered(selection);
  const empty = data !== undefined && contents.total === 0 && !filtered;

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
      <ListFilters selection={selection} list={list} facets={contents.facets} disabled={empty} searchRef={searchRef}>
        {(data || apiError) && !empty && (
          <div className={styles.buttons}>
            <Button
              variant="secondary"
              icon="columns"
              aria-expanded={viewOpen}
              aria-controls={viewOpen ? viewId : undefined}
              onClick={() => setViewOpen(!viewOpen)}
            >
              <Trans i18nKey="secrets.view.open">View</Trans>
            </Button>
            {createButton}
          </div>
        )}
      </ListFilters>
      {viewOpen && !empty && (
        <ViewSettings
          id={viewId}
          view={selection}
          labelKeys={labelKeys}
          onChange={(change) => list.changeView(change)}
        />
      )}
      {data && staleness && <StaleList text={staleness} onRetry={refetch} />}
      {apiError && !data && !isFetching && <ErrorAlert text={readErrorText(apiError)} onRetry={refetch} />}
      {!data && (isFetching || !apiError) && <SecretTableSkeleton />}
      <div ref={results} tabIndex={-1} onFocus={onFocus} className={styles.results}>
        {data && (
          <>
            <ListSummary
              total={contents.total}
              matching={contents.matching}
              owned={{ count: contents.owned, shown: selection.owned }}
              onShowOwned={(owned) => list.changeView({ owned })}
              onClear={filtered && contents.matching > 0 ? clearFilters : undefined}
            />
            {empty && <FirstSecret createButton={createButton} />}
            {contents.matching === 0 && !empty && <NoMatch onClear={clearFilters} />}
            {contents.matching > 0 && (
              <SearchWords words={contents.words}>
                <SecretPages
                  {...actions}
                  list={list}
                  groups={contents.groups}
                  page={contents.page}
                  pages={contents.pages}
                  order={followed.order}
                  columns={followed.columns}
                  density={followed.density}
                  grouping={followed.grouping}
                  busy={isPlaceholderData}
                />
              </SearchWords>
            )}
          </>
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
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
