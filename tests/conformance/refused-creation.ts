import type { Answer } from '../in-process-service.ts';
import type { CollectionClient } from './collection-client.ts';

/** Creates what has to be refused, and leaves nothing behind. */
export async function refusedCreation(values: CollectionClient, body: unknown, query?: string): Promise<Answer> {
  const answer = await values.create(body, query);
  expect(await values.names()).toEqual([]);
  return answer;
}
