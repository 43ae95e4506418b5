import React from 'react';
import { Trans } from '@grafana/i18n';
import { Badge, Stack } from '@grafana/ui';
import { useDecrypters } from '../../api/DecrypterSettings';
import { Marked } from './Marked';

/** Who may read the value, by the names people know. */
export function DecrypterBadges({ decrypters }: { readonly decrypters: readonly string[] }) {
  const { registry } = useDecrypters();
  if (decrypters.length === 0) {
    return (
      <Badge
        color="orange"
        icon="exclamation-triangle"
        text={<Trans i18nKey="secrets.decrypters.nobody">Nobody can read it</Trans>}
      />
    );
  }
  return (
    <Stack direction="row" gap={0.5} wrap="wrap">
      {decrypters.map((id) => (
        <Badge key={id} color="blue" text={<Marked text={registry.nameOf(id)} />} />
      ))}
    </Stack>
  );
}
