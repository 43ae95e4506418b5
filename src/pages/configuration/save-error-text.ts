import { t } from '@grafana/i18n';
import type { ApiError } from '../../api/api-error';
import { readErrorText, writeErrorText, type ErrorText } from '../../components/error-text';

/** Words for settings that were not saved, or perhaps were. */
export function saveErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'network':
    case 'timeout':
      return {
        title: readErrorText(error).title,
        advice: t(
          'configuration.save-unknown',
          'The settings may have been saved all the same. Reload this page to see what is set now.'
        ),
      };
    default:
      return writeErrorText(error);
  }
}
