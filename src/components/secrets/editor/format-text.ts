import { t } from '@grafana/i18n';
import type { FormatProblem, ValueFormat } from '../../../domain/value-format';

/** The name of a format, the same in every language. */
export const FORMAT_NAMES: Readonly<Record<ValueFormat, string>> = { json: 'JSON', pem: 'PEM', url: 'URL' };

export function formatResultText(format: ValueFormat, problem: FormatProblem | undefined): string {
  return problem === undefined
    ? t('secrets.value-format.valid', 'The value is valid {{format}}.', { format: FORMAT_NAMES[format] })
    : problemText(problem);
}

/** Where and why, but nothing of the value. */
function problemText(problem: FormatProblem): string {
  switch (problem.kind) {
    case 'json':
      return t('secrets.value-format.json', 'The value is not JSON: see line {{line}}, character {{column}}.', {
        line: problem.line,
        column: problem.column,
      });
    case 'pem-no-begin':
      return t(
        'secrets.value-format.pem-no-begin',
        'The value is not PEM: no line begins a block (-----BEGIN …-----).'
      );
    case 'pem-empty':
      return t('secrets.value-format.pem-empty', 'The value is not PEM: there is nothing in the block.');
    case 'pem-no-end':
      return t('secrets.value-format.pem-no-end', 'The value is not PEM: the block of line {{line}} has no end.', {
        line: problem.line,
      });
    case 'pem-other-end':
      return t(
        'secrets.value-format.pem-other-end',
        'The value is not PEM: line {{line}} ends another block than the one that was begun.',
        { line: problem.line }
      );
    case 'pem-no-base64':
      return t('secrets.value-format.pem-no-base64', 'The value is not PEM: see line {{line}}, which is not base64.', {
        line: problem.line,
      });
    case 'url-white-space':
      return t('secrets.value-format.url-white-space', 'The value is not a URL: there is white space in it.');
    case 'url-no-scheme':
      return t('secrets.value-format.url-no-scheme', 'The value is not a URL: it has no scheme, such as https://.');
    case 'url-no-host':
      return t('secrets.value-format.url-no-host', 'The value is not a URL: two slashes are missing after the scheme.');
    case 'url-invalid':
      return t('secrets.value-format.url-invalid', 'The value is not a URL: the host or the port cannot be one.');
  }
}
