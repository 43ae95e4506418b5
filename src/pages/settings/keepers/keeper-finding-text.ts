import { t } from '@grafana/i18n';
import type { KeeperFinding } from '../../../domain/keeper-rules';
import { DESCRIPTION_MAX, NAME_MAX } from '../../../domain/limits';

/** What is wrong and how to put it right. */
export function keeperFindingText({ rule, detail }: KeeperFinding): string {
  switch (rule) {
    case 'name-invalid':
      return t(
        'secrets.findings.name-invalid',
        'A name has lowercase letters, digits, hyphens and dots. It starts and ends with a letter or digit, and so does every part between dots.'
      );
    case 'name-too-long':
      return tooLong(NAME_MAX);
    case 'name-reserved':
      return t('keepers.findings.name-reserved', 'This is the name of the built-in keeper. Choose another.');
    case 'description-required':
      return t('keepers.findings.description-required', 'Say in a few words what the store is.');
    case 'description-too-long':
      return tooLong(DESCRIPTION_MAX);
    case 'aws-region-required':
      return t('keepers.findings.region-required', 'Enter the region of the store, such as eu-west-1.');
    case 'aws-role-arn-required':
      return t('keepers.findings.role-required', 'Enter the ARN of the role that the server takes on.');
    case 'aws-external-id-required':
      return t('keepers.findings.external-id-required', 'Enter the external ID that the trust policy asks for.');
    case 'namespace-invalid':
    case 'provider-required':
    case 'aws-off':
    case 'aws-no-client':
    case 'aws-assume-role-required':
      // The form gives nobody a way to break these; the API's own words will do.
      return detail;
  }
}

function tooLong(max: number): string {
  return t('secrets.findings.too-long', 'Use at most {{max}} characters.', { max });
}
