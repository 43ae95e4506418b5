import { t } from '@grafana/i18n';
import { config } from '@grafana/runtime';

/** An identity of Grafana, such as `user:u000001`, in words. Unknown kinds stay as they are. */
export function identityText(identity: string): string {
  const [kind, ...rest] = identity.split(':');
  const id = rest.join(':');
  switch (kind) {
    case 'user':
      return id === config.bootData.user.uid
        ? t('secrets.identity.you', 'you')
        : t('secrets.identity.user', 'user {{id}}', { id, interpolation: { escapeValue: false } });
    case 'service-account':
      return t('secrets.identity.service-account', 'service account {{id}}', {
        id,
        interpolation: { escapeValue: false },
      });
    case 'access-policy':
      return t('secrets.identity.access-policy', 'access policy {{id}}', { id, interpolation: { escapeValue: false } });
    case 'anonymous':
      return t('secrets.identity.anonymous', 'an anonymous user');
    default:
      return identity;
  }
}
