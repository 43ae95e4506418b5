import { t } from '@grafana/i18n';
import type { Secret } from '../../api/secret';

/** Why nobody may change this secret here, whatever their permissions; undefined where they may. */
export function readOnlyText({ owner }: Secret): string | undefined {
  return (
    owner &&
    t('secrets.read-only', 'It belongs to {{kind}} {{name}}. Change it there.', {
      kind: owner.kind,
      name: owner.name,
      interpolation: { escapeValue: false },
    })
  );
}
