import { AppEvents, type AlertErrorPayload, type AppEvent, type EventBusSrv } from '@grafana/data';
import type { ToastContent } from './toast';

type Severity = ToastContent['severity'];

const EVENT_OF_SEVERITY: Readonly<Record<Severity, AppEvent<AlertErrorPayload>>> = {
  success: AppEvents.alertSuccess,
  info: AppEvents.alertInfo,
  warning: AppEvents.alertWarning,
  error: AppEvents.alertError,
};

const SEVERITIES: readonly Severity[] = ['success', 'info', 'warning', 'error'];

/** Says something through the event bus, as plugins do. */
export function publishToast(events: EventBusSrv, { severity, title, text }: ToastContent): void {
  events.emit(EVENT_OF_SEVERITY[severity], text === undefined ? [title] : [title, text]);
}

/** Hears every toast that the page or the plugin publishes. Returns how to stop. */
export function onToast(events: EventBusSrv, listener: (toast: ToastContent) => void): () => void {
  const stops = SEVERITIES.map((severity) => {
    const event = EVENT_OF_SEVERITY[severity];
    const handler = (payload?: AlertErrorPayload) => {
      const [title, text] = payload ?? [''];
      listener({ severity, title, text: text instanceof Error ? text.message : text });
    };
    events.on(event, handler);
    return () => events.off(event, handler);
  });
  return () => stops.forEach((stop) => stop());
}
