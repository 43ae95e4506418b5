import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';

/** Tells of a success for a few seconds. Errors are never told like this: they stay where they happened. */
export function toastSuccess(text: string): void {
  getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [text] });
}
