import { ApiFailure } from './api-error';
import { requestJson, type ApiRequest } from './request';
import { parseListPage } from './wire';

/** Grafana's lists come whole, but a server that pages must be followed: more pages than this is a loop. */
export const LIST_PAGES_MAX = 100;

/** Everything that a list has. @throws {ApiFailure} */
export async function listAllPages<Item>(
  { url, params = {}, signal }: Pick<ApiRequest, 'url' | 'params' | 'signal'>,
  isItem: (value: unknown) => value is Item
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let next = '';
  for (let page = 0; page < LIST_PAGES_MAX; page++) {
    const answer = await requestJson({
      method: 'GET',
      url,
      params: next === '' ? params : { ...params, continue: next },
      signal,
    });
    const { items, continueToken } = parseListPage(answer, isItem);
    found.push(...items);
    if (continueToken === '') {
      return found;
    }
    next = continueToken;
  }
  throw new ApiFailure({ kind: 'malformed' });
}
