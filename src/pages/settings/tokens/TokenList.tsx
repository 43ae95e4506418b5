import React, { useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Checkbox, Text, useStyles2 } from '@grafana/ui';
import { hasEnded, type AccessToken, type MintedToken } from '../../../api/token';
import { useFocusAfterRemoval } from '../../../components/secrets/useFocusAfterRemoval';
import { CreateTokenDrawer } from './CreateTokenDrawer';
import { MintedTokenModal } from './MintedTokenModal';
import { RevokeTokenModal } from './RevokeTokenModal';
import { FirstToken } from './token-screens';
import { TokenTable } from './TokenTable';
import { visibleTokens } from './visible-tokens';

/** What is open over the list. A new token is in here, and nowhere else, for as long as it is on show. */
type TokenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'create' }
  | { readonly kind: 'minted'; readonly minted: MintedToken }
  | { readonly kind: 'revoke'; readonly token: AccessToken };

const NONE: TokenDialog = { kind: 'none' };

interface TokenListProps {
  readonly tokens: readonly AccessToken[];
  /** A newer answer is on its way. */
  readonly busy: boolean;
}

/** The list of tokens and whatever is open over it. */
export function TokenList({ tokens, busy }: TokenListProps) {
  const styles = useStyles2(getStyles);
  const [dialog, setDialog] = useState<TokenDialog>(NONE);
  const [showsEnded, setShowsEnded] = useState(false);
  const visible = useMemo(() => visibleTokens(tokens, showsEnded), [tokens, showsEnded]);
  const container = useRef<HTMLDivElement>(null);
  // Those with a button to go on to.
  const names = useMemo(() => visible.tokens.filter((token) => !hasEnded(token)).map(({ id }) => id), [visible]);
  const { onFocus } = useFocusAfterRemoval({ container, names, rowKey: 'token', covered: dialog.kind !== 'none' });
  const close = () => setDialog(NONE);

  const createButton = (
    <Button icon="plus" onClick={() => setDialog({ kind: 'create' })}>
      <Trans i18nKey="tokens.create.open">Create access token</Trans>
    </Button>
  );
  return (
    <>
      <div ref={container} tabIndex={-1} onFocus={onFocus} className={styles.list}>
        {tokens.length === 0 ? (
          <FirstToken createButton={createButton} />
        ) : (
          <>
            <div className={styles.toolbar}>
              <span role="status" className={styles.summary}>
                {t('tokens.count', '', {
                  count: visible.working,
                  defaultValue_one: '{{count, number}} access token works',
                  defaultValue_other: '{{count, number}} access tokens work',
                })}
              </span>
              {visible.ended > 0 && (
                <Checkbox
                  label={t('tokens.show-ended', 'Show those that ended ({{count, number}})', { count: visible.ended })}
                  value={showsEnded}
                  onChange={(event) => setShowsEnded(event.currentTarget.checked)}
                />
              )}
              <div className={styles.create}>{createButton}</div>
            </div>
            {visible.tokens.length === 0 ? (
              <Text element="p" color="secondary">
                <Trans i18nKey="tokens.all-ended">
                  Every token has ended: no service outside this Grafana can read a secret.
                </Trans>
              </Text>
            ) : (
              <TokenTable
                tokens={visible.tokens}
                busy={busy}
                onRevoke={(token) => setDialog({ kind: 'revoke', token })}
              />
            )}
          </>
        )}
      </div>
      {dialog.kind === 'create' && (
        <CreateTokenDrawer onClose={close} onMinted={(minted) => setDialog({ kind: 'minted', minted })} />
      )}
      {dialog.kind === 'minted' && <MintedTokenModal minted={dialog.minted} onClose={close} />}
      {dialog.kind === 'revoke' && <RevokeTokenModal token={dialog.token} onClose={close} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  toolbar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 3) }),
  summary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  create: css({ marginLeft: 'auto' }),
});
