import { t } from '@grafana/i18n';
import type { FieldErrors, Resolver } from 'react-hook-form';
import { backendTokenFindings, backendUrlFindings } from '../../domain/backend-settings';
import type { ConfigurationValues } from './configuration-values';
import { findingText } from './finding-text';

/** Lets the rules of the domain judge the form. Address and token come together, or neither does. */
export const configurationResolver: Resolver<ConfigurationValues> = (values) => {
  const errors: FieldErrors<ConfigurationValues> = {};
  const messages = { backendUrl: backendUrlError(values), token: tokenError(values) };
  if (messages.backendUrl !== undefined) {
    errors.backendUrl = { type: 'rule', message: messages.backendUrl };
  }
  if (messages.token !== undefined) {
    errors.token = { type: 'rule', message: messages.token };
  }
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
};

function backendUrlError({ backendUrl, givesToken, token }: ConfigurationValues): string | undefined {
  if (backendUrl !== '') {
    return text(backendUrlFindings(backendUrl).map(findingText));
  }
  return givesToken && token !== ''
    ? t('configuration.findings.url-required', 'Enter the address that this token is for, or clear the token.')
    : undefined;
}

function tokenError({ backendUrl, givesToken, token }: ConfigurationValues): string | undefined {
  if (!givesToken) {
    return undefined;
  }
  if (token !== '') {
    return text(backendTokenFindings(token).map(findingText));
  }
  return backendUrl === ''
    ? undefined
    : t('configuration.findings.token-required', 'Enter the token that the backend was started with.');
}

function text(messages: readonly string[]): string | undefined {
  return messages.length === 0 ? undefined : messages.join(' ');
}
