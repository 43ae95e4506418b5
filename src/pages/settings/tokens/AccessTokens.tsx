import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import type { AccessToken, MintedToken } from '../../../api/token';
import { useTokenList } from '../../../api/useTokens';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { CreateTokenDrawer } from './CreateTokenDrawer';
import { MintedTokenModal } from './MintedTokenModal';
import { RevokeTokenModal } from './RevokeTokenModal';
import { FirstToken, NoTokens } from './token-screens';
import { tokensErrorText } from './tokens-text';
import { TokenTable } from './TokenTable';

/** What is open over the list. A new token is in here, and nowhere else, for as long as it is on show. */
type TokenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'create' }
  | { readonly kind: 'minted'; readonly minted: MintedToken }
  | { readonly kind: 'revoke'; readonly token: AccessToken };

const NONE: TokenDialog = { kind: 'none' };

/** The list of tokens and whatever is open over it. */
export function AccessTokens() {
  const { data: tokens, error, isFetching, refetch } = useTokenList();
  const [dialog, setDialog] = useState<TokenDialog>(NONE);
  const close = () => setDialog(NONE);
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

  const createButton = (
    <Button icon="plus" onClick={() => setDialog({ kind: 'create' })}>
      <Trans i18nKey="tokens.create.open">Create access token</Trans>
    </Button>
  );
  return (
    <>
      {failure && <ErrorAlert severity="warning" text={tokensErrorText(failure)} onRetry={refetch} />}
      {tokens.length === 0 ? (
        <FirstToken createButton={createButton} />
      ) : (
        <>
          <Stack direction="row" justifyContent="flex-end">
            {createButton}
          </Stack>
          <TokenTable tokens={tokens} busy={isFetching} onRevoke={(token) => setDialog({ kind: 'revoke', token })} />
        </>
      )}
      {dialog.kind === 'create' && (
        <CreateTokenDrawer onClose={close} onMinted={(minted) => setDialog({ kind: 'minted', minted })} />
      )}
      {dialog.kind === 'minted' && <MintedTokenModal minted={dialog.minted} onClose={close} />}
      {dialog.kind === 'revoke' && <RevokeTokenModal token={dialog.token} onClose={close} />}
    </>
  );
}
