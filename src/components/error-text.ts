import { t } from '@grafana/i18n';
import type { ApiError } from '../api/api-error';

/** What happened, and what a person can do about it. */
export interface ErrorText {
  readonly title: string;
  readonly advice: string;
}

/** Words for an error of a call that reads. */
export function readErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'unauthorised':
      return {
        title: t('errors.unauthorised.title', 'You are signed out'),
        advice: t('errors.unauthorised.advice', 'Sign in again, then come back to this page.'),
      };
    case 'offline':
      return {
        title: t('errors.offline.title', 'You are offline'),
        advice: t('errors.offline.advice', 'This page goes on by itself once you are online again.'),
      };
    case 'network':
      return {
        title: t('errors.network.title', 'Grafana could not be reached'),
        advice: t('errors.network.advice', 'Check your connection, then try again.'),
      };
    case 'timeout':
      return {
        title: t('errors.timeout.title', 'Grafana did not answer in time'),
        advice: t('errors.timeout.advice', 'Try again in a moment.'),
      };
    case 'rate-limited':
      return {
        title: t('errors.rate-limited.title', 'Too many requests'),
        advice: retryAdvice(error.retryAfterSeconds),
      };
    case 'unavailable':
      return {
        title: t('errors.unavailable.title', 'The secrets API is not there any more'),
        advice: t('errors.unavailable.advice', 'Try again. If it stays away, ask your administrator.'),
      };
    case 'not-found':
      return {
        title: t('errors.not-found.title', 'This secret does not exist any more'),
        advice: t('errors.not-found.advice', 'Somebody may have deleted it. Go back to the list.'),
      };
    case 'forbidden':
      return {
        title: t('errors.forbidden.title', 'You are not allowed to do this'),
        advice: t('errors.forbidden.advice', 'Your permissions may have changed. Ask your administrator.'),
      };
    case 'server':
      return {
        title: t('errors.server.title', 'The server reported error {{status}}', { status: error.status }),
        advice: error.message || t('errors.server.advice', 'Try again. If it happens again, ask your administrator.'),
      };
    case 'unexpected':
      return {
        title: t('errors.unexpected.title', 'The server answered with status {{status}}', { status: error.status }),
        advice: t('errors.unexpected.advice', 'Try again. If it happens again, ask your administrator.'),
      };
    case 'malformed':
      return {
        title: t('errors.malformed.title', 'The answer could not be understood'),
        advice: t('errors.malformed.advice', 'Something between this page and the secrets API may have changed it.'),
      };
    case 'bad-request':
    case 'invalid':
      return {
        title: t('errors.refused.title', 'The server refused the request'),
        advice: t('errors.refused.advice', 'Check the filters, then try again.'),
      };
    case 'already-exists':
    case 'conflict':
    case 'too-large':
    case 'cancelled':
      return {
        title: t('errors.other.title', 'Something went wrong'),
        advice: t('errors.other.advice', 'Try again.'),
      };
  }
}

/** Words for an error of a call that writes, where what was typed is still on the screen. */
export function writeErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'offline':
      return {
        title: readErrorText(error).title,
        advice: t('errors.write-offline.advice', 'Nothing was changed. Try again once you are online.'),
      };
    case 'network':
    case 'timeout':
      return {
        title: readErrorText(error).title,
        advice: t(
          'errors.write-unknown.advice',
          'The change may have been made all the same. Check the list before you try again.'
        ),
      };
    case 'bad-request':
      return {
        title: t('errors.refused.title', 'The server refused the request'),
        advice: t('errors.write-refused.advice', 'It could not read what was sent. Nothing was changed.'),
      };
    case 'invalid':
      return {
        title: t('errors.refused.title', 'The server refused the request'),
        advice: error.message,
      };
    case 'too-large':
      return {
        title: t('errors.too-large.title', 'The request is too large'),
        advice: t('errors.too-large.advice', 'Something between this page and the server limits its size.'),
      };
    default:
      return readErrorText(error);
  }
}

/** Words for a change of a secret that was read before, which shows as it is now by the time that they are read. */
export function changeErrorText(error: ApiError): ErrorText {
  return error.kind === 'conflict'
    ? {
        title: t('errors.conflict.title', 'Somebody else changed this secret meanwhile'),
        advice: t(
          'errors.conflict.advice',
          'Nothing was changed. This is the latest version: check it, then try again.'
        ),
      }
    : writeErrorText(error);
}

function retryAdvice(seconds: number | undefined): string {
  return seconds === undefined
    ? t('errors.rate-limited.advice', 'Wait a moment, then try again.')
    : t('errors.rate-limited.advice-after', '', {
        count: seconds,
        defaultValue_one: 'Try again in {{count}} second.',
        defaultValue_other: 'Try again in {{count}} seconds.',
      });
}
