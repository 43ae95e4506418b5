import { t } from '@grafana/i18n';

/** Why a control does nothing: undefined when no action is missing. */
export function missingPermissionText(missing: readonly string[]): string | undefined {
  if (missing.length === 0) {
    return undefined;
  }
  return t('permissions.missing', '', {
    count: missing.length,
    permissions: missing.join(', '),
    defaultValue_one: 'You need the permission {{permissions}}.',
    defaultValue_other: 'You need the permissions {{permissions}}.',
  });
}
