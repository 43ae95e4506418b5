import { getTimeZone } from '@grafana/data';
import { formatDate } from '@grafana/i18n';

/**
 * In the user's language and time zone; the browser's zone where the preferences leave it to that. In a list always this
 * format: `formatDate` keeps the formatter of the last one only, and making one takes a millisecond.
 */
export function dateText(time: string): string {
  return formatDate(time, { dateStyle: 'medium', timeStyle: 'short', timeZone: timeZone() });
}

/** To the second, with the day of the week and the time zone. */
export function exactDateText(time: string): string {
  return formatDate(time, { dateStyle: 'full', timeStyle: 'long', timeZone: timeZone() });
}

export function isDate(time: string | undefined): time is string {
  return time !== undefined && !Number.isNaN(Date.parse(time));
}

function timeZone(): string | undefined {
  const preferred = getTimeZone();
  return preferred === 'browser' ? undefined : preferred;
}
