import { t } from '@grafana/i18n';
import {
  BACKEND_TOKEN_MAX,
  BACKEND_TOKEN_MIN,
  type BackendTokenRule,
  type BackendUrlRule,
} from '../../domain/backend-settings';

/** What is wrong with a setting and how to put it right. */
export function findingText(rule: BackendUrlRule | BackendTokenRule): string {
  switch (rule) {
    case 'url-characters':
      return t(
        'configuration.findings.url-characters',
        'An address has visible ASCII characters only: no spaces, no line breaks and no backslashes.'
      );
    case 'url-invalid':
      return t(
        'configuration.findings.url-invalid',
        'This is not an address. Write http:// or https://, then a host, and a port if it needs one.'
      );
    case 'url-scheme':
      return t('configuration.findings.url-scheme', 'The address must start with http:// or https://.');
    case 'url-credentials':
      return t(
        'configuration.findings.url-credentials',
        'Leave the user name and password out of the address: everybody who sees the settings could read them.'
      );
    case 'url-query':
      return t('configuration.findings.url-query', 'Leave out the question mark and what follows it.');
    case 'url-fragment':
      return t('configuration.findings.url-fragment', 'Leave out the number sign (#) and what follows it.');
    case 'url-dot-segment':
      return t('configuration.findings.url-dot-segment', 'Leave . and .. out of the path.');
    case 'url-trailing-slash':
      return t('configuration.findings.url-trailing-slash', 'Leave out the slash at the end.');
    case 'token-characters':
      return t(
        'configuration.findings.token-characters',
        'A token has visible ASCII characters only: no spaces and no line breaks.'
      );
    case 'token-too-short':
      return t('configuration.findings.token-too-short', 'A token has at least {{min}} characters.', {
        min: BACKEND_TOKEN_MIN,
      });
    case 'token-too-long':
      return t('configuration.findings.token-too-long', 'A token has at most {{max}} characters.', {
        max: BACKEND_TOKEN_MAX,
      });
  }
}
