import { formatLabelSelector, parseLabelSelector } from '../../domain/label-selector';

/** Whether a selector can ask for this label: the API takes labels that none can name. */
export function isSelectable(key: string, value: string): boolean {
  return parseLabelSelector(formatLabelSelector([{ key, operator: '=', value }])).ok;
}
