import React, { useEffect, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, useStyles2 } from '@grafana/ui';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { Secret } from '../../../api/secret';
import { consumerKey, consumersOf, type Consumer } from '../../../domain/use/consumers';
import { FormField } from '../../FormField';
import { NotAllowedNote } from './NotAllowedNote';
import { Snippets } from './Snippets';
import { accessText, consumerName } from './use-text';

/** How each service and tool refers to this secret, exactly as it has to be written there. */
export function UseSecret({ secret }: { readonly secret: Secret }) {
  const styles = useStyles2(getStyles);
  const { registry } = useDecrypters();
  const consumers = consumersOf(secret.decrypters);
  const [key, setKey] = useState<string>();
  const consumer = consumers.find((candidate) => consumerKey(candidate) === key) ?? consumers[0];
  const [sharedWith, setSharedWith] = useState<string>();
  const allowed = consumer !== undefined && mayRead(consumer, secret);
  const shared = allowed && consumer.kind === 'service' && consumer.decrypter === sharedWith;
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shared) {
      // What was pressed is gone, and a toast is out of reach for whoever cannot see past the drawer.
      result.current?.focus();
    }
  }, [shared]);
  if (consumer === undefined) {
    return null;
  }
  return (
    <div className={styles.use}>
      <FormField label={t('secrets.use.where', 'Where it is used')} error={undefined}>
        {({ id }) => (
          <Combobox
            id={id}
            options={consumers.map((candidate) => ({
              value: consumerKey(candidate),
              label: consumerName(candidate, registry),
              description: accessText(candidate, mayRead(candidate, secret)),
            }))}
            value={consumerKey(consumer)}
            onChange={({ value }) => setKey(value)}
          />
        )}
      </FormField>
      {consumer.kind === 'service' && !allowed && (
        <NotAllowedNote
          secret={secret}
          decrypter={consumer.decrypter}
          onShared={() => setSharedWith(consumer.decrypter)}
        />
      )}
      {shared && (
        <div ref={result} role="status" tabIndex={-1}>
          {t('secrets.use.shared', '{{service}} can read it now.', { service: consumerName(consumer, registry) })}
        </div>
      )}
      <Snippets consumer={consumer} secret={secret} />
    </div>
  );
}

function mayRead(consumer: Consumer, { decrypters }: Secret): boolean {
  return consumer.kind === 'service' && decrypters.includes(consumer.decrypter);
}

const getStyles = (theme: GrafanaTheme2) => ({
  use: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
