import type { Toast, ToastContent } from './toast';

/** More than this at once hides the page; the oldest go first. */
export const TOASTS_MAX = 5;

/** Adds a toast on top. The same words again replace the old toast, so a repeated failure does not pile up. */
export function withToast(toasts: readonly Toast[], id: number, content: ToastContent): readonly Toast[] {
  const others = toasts.filter((toast) => !saysTheSame(toast, content));
  return [{ ...content, id }, ...others].slice(0, TOASTS_MAX);
}

export function withoutToast(toasts: readonly Toast[], id: number): readonly Toast[] {
  return toasts.filter((toast) => toast.id !== id);
}

function saysTheSame(one: ToastContent, other: ToastContent): boolean {
  return one.severity === other.severity && one.title === other.title && one.text === other.text;
}
