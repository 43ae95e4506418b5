import type { ResourceKind } from '../../src/domain/api-group.ts';
import {
  matchesFields,
  parseFieldSelector,
  type FieldName,
  type FieldSubject,
} from '../../src/domain/field-selector.ts';
import { matchesLabels, parseLabelSelector } from '../../src/domain/label-selector.ts';
import { badRequest } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import { maySee } from '../identity/authorize.ts';
import type { ApiListRequest } from './resource.ts';

/** What a list of a kind can be selected by. */
interface Selectable extends FieldSubject {
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Those objects of a namespace that the caller may read and the selectors let through, in the order they came.
 *
 * @param all reads the namespace, once the selectors are understood.
 * @throws StatusError 400 for a selector that cannot be read.
 */
export async function selected<Stored extends Selectable>(
  names: ResourceKind,
  known: readonly FieldName[],
  { caller, query }: ApiListRequest,
  all: () => Promise<readonly Stored[]>
): Promise<readonly Stored[]> {
  const labels = required(parseLabelSelector(query.get('labelSelector') ?? ''));
  const fields = required(parseFieldSelector(query.get('fieldSelector') ?? '', known));
  return (await all()).filter(
    (stored) =>
      maySee(caller, names, stored.name) && matchesLabels(labels, stored.labels) && matchesFields(fields, stored)
  );
}

type SelectorResult<Selector> =
  { readonly ok: true; readonly selector: Selector } | { readonly ok: false; readonly message: string };

function required<Selector>(result: SelectorResult<Selector>): Selector {
  if (!result.ok) {
    throw new StatusError(badRequest(result.message));
  }
  return result.selector;
}
