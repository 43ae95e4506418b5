import React from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import { useTokenList } from '../../../api/useTokens';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { NoTokens } from './token-screens';
import { TokenList } from './TokenList';
import { tokensErrorText } from './tokens-text';

/** The tokens, once it is known which there are. */
export function AccessTokens() {
  const { data: tokens, error, isFetching, refetch } = useTokenList();
  const failure = error === null || isFetching ? undefined : apiErrorOf(error);

  if (tokens === undefined) {
    if (failure === undefined) {
      return <LoadingPlaceholder text={t('tokens.loading', 'Loading access tokens')} />;
    }
    return failure.kind === 'unavailable' ? (
      <NoTokens />
    ) : (
      <ErrorAlert text={tokensErrorText(failure)} onRetry={refetch} />
    );
  }
  return (
    <>
      {failure && <ErrorAlert severity="warning" text={tokensErrorText(failure)} onRetry={refetch} />}
      <TokenList tokens={tokens} busy={isFetching} />
    </>
  );
}
