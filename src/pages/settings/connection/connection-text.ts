import { t } from '@grafana/i18n';
import type { ApiError } from '../../../api/api-error';
import type { ConnectionPart } from '../../../api/connection-check';
import type { ProviderKind } from '../../../api/provider';
import { readErrorText, type ErrorText } from '../../../components/error-text';

/** Why an API is looked at: it was chosen, or it is what the settings name while nothing could be chosen. */
export type ConnectionReason = ProviderKind | 'configured';

export function providerName(kind: ProviderKind): string {
  return kind === 'built-in'
    ? t('connection.built-in', "Grafana's built-in API")
    : t('connection.backend', "Strongroom's own backend");
}

export function reasonText(reason: ConnectionReason): string {
  switch (reason) {
    case 'built-in':
      return t('connection.why-built-in', 'This Grafana serves the API itself, and that comes before everything else.');
    case 'backend':
      return t('connection.why-backend', 'This Grafana does not serve the API itself, so the configured backend does.');
    case 'configured':
      return t('connection.why-configured', 'It is configured, but could not be chosen.');
  }
}

export function partName(part: ConnectionPart): string {
  switch (part) {
    case 'liveness':
      return t('connection.liveness', 'Is running');
    case 'readiness':
      return t('connection.readiness', 'Is ready');
    case 'discovery':
      return t('connection.discovery', 'Serves the API');
  }
}

/** What is wrong with a provider, and what to do about it. */
export function failureText(kind: ProviderKind, error: ApiError): ErrorText {
  return (kind === 'backend' ? backendFailureText(error) : undefined) ?? readErrorText(error);
}

/** What Grafana's proxy and the backend mean by a status differs from what it means on the API. */
function backendFailureText(error: ApiError): ErrorText | undefined {
  switch (error.kind) {
    case 'server':
      return {
        title: t('connection.unreachable.title', 'Grafana does not reach the backend: status {{status}}', {
          status: error.status,
        }),
        advice: t(
          'connection.unreachable.advice',
          'Check that the backend runs, and that its address in the configuration is right.'
        ),
      };
    case 'unauthorised':
      return {
        title: t('connection.token.title', "The backend refuses Grafana's token"),
        advice: t(
          'connection.token.advice',
          'Start the backend with the token that is in the configuration, or replace the one in the configuration.'
        ),
      };
    case 'unavailable':
    case 'not-found':
    case 'malformed':
      return {
        title: t('connection.stranger.title', "Something other than Strongroom's backend answers"),
        advice: t('connection.stranger.advice', 'Mend the address of the backend in the configuration.'),
      };
    default:
      return undefined;
  }
}

/** Neither yes nor no came back to the question which API there is. */
export function undecidedText(error: ApiError): ErrorText {
  const { title, advice } = readErrorText(error);
  return {
    title: t('connection.undecided', 'It could not be found out which API to use'),
    advice: `${title}. ${advice}`,
  };
}

export function notReadyText(): ErrorText {
  return {
    title: t('connection.not-ready.title', 'The backend runs, but is not ready'),
    advice: t('connection.not-ready.advice', 'Its store is sealed: it has no key to open it. Its log says why.'),
  };
}
