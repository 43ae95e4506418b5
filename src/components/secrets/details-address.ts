import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { SECRET_URL_KEY } from './url-keys';

/** The path that shows a secret beside the list on show, without the filters that the list has now. */
export function detailsPath(name: string): string {
  const { pathname } = locationService.getLocation();
  return locationUtil.assureBaseUrl(`${pathname}?${SECRET_URL_KEY}=${encodeURIComponent(name)}`);
}
