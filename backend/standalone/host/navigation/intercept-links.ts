import { locationService } from '@grafana/runtime';
import { inAppPath } from './in-app-path';

/** Components of `@grafana/ui` draw ordinary anchors; Grafana turns clicks on them into navigation, and so does this. */
export function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || hasModifier(event) || !(event.target instanceof Element)) {
      return;
    }
    const anchor = event.target.closest('a');
    const path =
      anchor &&
      inAppPath(
        {
          href: anchor.getAttribute('href'),
          target: anchor.getAttribute('target'),
          isDownload: anchor.hasAttribute('download'),
        },
        window.location.href
      );
    if (path) {
      event.preventDefault();
      locationService.push(path);
    }
  });
}

function hasModifier({ altKey, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}
