import { t } from '@grafana/i18n';
import type { ApiError } from '../../../api/api-error';
import { readErrorText, writeErrorText, type ErrorText } from '../../../components/error-text';
import {
  TOKEN_PATTERNS_MAX,
  TOKEN_SOURCES_MAX,
  type DecrypterTokenFinding,
  type TokenLifetime,
} from '../../../domain/decrypter-token-rules';
import { DECRYPTER_MAX } from '../../../domain/limits';
import { TOKENS_WRITE } from '../../../domain/permissions';

/** Words for an error of the list. */
export function tokensErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'forbidden':
      return forbiddenText();
    case 'unavailable':
      return {
        title: t('tokens.errors.unavailable.title', 'Access tokens are not there any more'),
        advice: t('errors.unavailable.advice', 'Try again. If it stays away, ask your administrator.'),
      };
    default:
      return readErrorText(error);
  }
}

/** Words for an error of a token that is made or revoked. */
export function tokenWriteErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'forbidden':
      return forbiddenText();
    case 'not-found':
      return {
        title: t('tokens.errors.not-found.title', 'There is no such token'),
        advice: t('tokens.errors.not-found.advice', 'The backend does not know it, and so it does not work.'),
      };
    default:
      return writeErrorText(error);
  }
}

function forbiddenText(): ErrorText {
  return {
    title: t('errors.forbidden.title', 'You are not allowed to do this'),
    advice: t('tokens.errors.forbidden.advice', 'You need the permission {{permission}}: ask your administrator.', {
      permission: TOKENS_WRITE,
    }),
  };
}

/** What is wrong with an order and how to put it right. */
export function tokenFindingText({ rule, item }: DecrypterTokenFinding): string {
  switch (rule) {
    case 'decrypter-required':
      return t('tokens.findings.decrypter-required', 'Say which service the token is for.');
    case 'decrypter-invalid':
      return t(
        'tokens.findings.decrypter-invalid',
        'A service identity has up to {{max}} letters, digits, hyphens, underscores and dots, and starts and ends with a letter or digit.',
        { max: DECRYPTER_MAX }
      );
    case 'patterns-too-many':
      return t('tokens.findings.patterns-too-many', 'Enter at most {{max}} patterns.', { max: TOKEN_PATTERNS_MAX });
    case 'pattern-invalid':
      return t(
        'tokens.findings.pattern-invalid',
        'Line {{line}}: a pattern has lowercase letters, digits, hyphens and dots, and * for any run of them.',
        { line: item }
      );
    case 'sources-too-many':
      return t('tokens.findings.sources-too-many', 'Enter at most {{max}} addresses.', { max: TOKEN_SOURCES_MAX });
    case 'source-invalid':
      return t(
        'tokens.findings.source-invalid',
        'Line {{line}}: enter an IP address, or a range such as 10.0.0.0/8 or 2001:db8::/32.',
        { line: item }
      );
  }
}

export function lifetimeText(lifetime: TokenLifetime): string {
  switch (lifetime) {
    case '1h':
      return t('tokens.lifetime.1h', '1 hour, for a test run');
    case '8h':
      return t('tokens.lifetime.8h', '8 hours');
    case '24h':
      return t('tokens.lifetime.24h', '24 hours');
    case '7d':
      return t('tokens.lifetime.7d', '7 days');
    case '30d':
      return t('tokens.lifetime.30d', '30 days');
    case '90d':
      return t('tokens.lifetime.90d', '90 days, the longest there is');
  }
}
