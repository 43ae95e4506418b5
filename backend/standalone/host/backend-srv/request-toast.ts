import type { BackendSrvRequest, FetchError } from '@grafana/runtime';
import type { ToastContent } from '../toasts/toast';
import { isLocalUrl } from './request-url';

/** Above this a message is the body of the toast, not its title (Grafana's rule). */
const TITLE_MAX = 80;

const QUERY_PATHS = ['api/datasources/proxy', 'api/ds/query', 'api/tsdb/query'];

/**
 * The toast for a refused request. Unless the caller decides, Grafana shows one for every local call that is no data
 * query. A refusal below 500 is the caller's to mend: a warning.
 */
export function refusalToast(error: FetchError): ToastContent | undefined {
  const { config, status } = error;
  if (error.isHandled || error.cancelled || !wantsErrorToast(config)) {
    return undefined;
  }
  const severity = status < 500 ? 'warning' : 'error';
  const message = messageOf(error.data) ?? error.statusText ?? `Status ${status}`;
  if (status === 422) {
    return { severity, title: 'Validation failed', text: message };
  }
  return message.length > TITLE_MAX ? { severity, title: 'Error', text: message } : { severity, title: message };
}

/** The toast for a change that went well: only where the answer says so in words. */
export function successToast(config: BackendSrvRequest, body: unknown): ToastContent | undefined {
  const message = messageOf(body);
  const isChange = (config.method ?? 'GET').toUpperCase() !== 'GET';
  if (message === undefined || !isChange || config.showSuccessAlert === false || !isPlainLocalCall(config)) {
    return undefined;
  }
  return { severity: 'success', title: message };
}

function wantsErrorToast(config: BackendSrvRequest): boolean {
  return config.showErrorAlert ?? isPlainLocalCall(config);
}

function isPlainLocalCall({ url }: BackendSrvRequest): boolean {
  return isLocalUrl(url) && !QUERY_PATHS.some((path) => url.includes(path));
}

function messageOf(body: unknown): string | undefined {
  return body !== null && typeof body === 'object' && 'message' in body && typeof body.message === 'string'
    ? body.message
    : undefined;
}
