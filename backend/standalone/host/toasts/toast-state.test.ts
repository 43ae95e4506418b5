import type { Toast, ToastContent } from './toast';
import { TOASTS_MAX, withoutToast, withToast } from './toast-state';

const failure = (title: string): ToastContent => ({ severity: 'error', title });

describe('toasts', () => {
  it('come on top', () => {
    const shown = withToast(withToast([], 1, failure('one')), 2, failure('two'));
    expect(shown.map(({ id, title }) => [id, title])).toEqual([
      [2, 'two'],
      [1, 'one'],
    ]);
  });

  it('are not said twice', () => {
    const shown = withToast(withToast([], 1, failure('same')), 2, failure('same'));
    expect(shown.map(({ id }) => id)).toEqual([2]);
    expect(withToast(shown, 3, { severity: 'warning', title: 'same' })).toHaveLength(2);
  });

  it('never hide the page', () => {
    let shown: readonly Toast[] = [];
    for (let id = 1; id <= TOASTS_MAX + 3; id += 1) {
      shown = withToast(shown, id, failure(`number ${id}`));
    }
    expect(shown.map(({ id }) => id)).toEqual([8, 7, 6, 5, 4]);
  });

  it('go when dismissed', () => {
    expect(withoutToast(withToast([], 1, failure('one')), 1)).toEqual([]);
  });
});
