/**
 * Calls back at once, or, while something is being pressed, after that: an error that appears in between would move away
 * what the person is pressing, and the click would be lost.
 */
export function afterPress(callback: () => void): void {
  if (!document.documentElement.matches(':active')) {
    callback();
    return;
  }
  // A click comes right behind the release, and before a timer.
  window.addEventListener('pointerup', () => setTimeout(callback), { once: true, capture: true });
}
