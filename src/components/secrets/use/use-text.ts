import { t } from '@grafana/i18n';
import { K6_DECRYPTER, type DecrypterRegistry } from '../../../domain/decrypters';
import type { Consumer } from '../../../domain/use/consumers';

export function consumerName(consumer: Consumer, { nameOf }: DecrypterRegistry): string {
  switch (consumer.kind) {
    case 'service':
      return nameOf(consumer.decrypter);
    case 'terraform':
      return 'Terraform';
    case 'kubectl':
      return 'kubectl';
  }
}

/** What it may do, in a few words. */
export function accessText(consumer: Consumer, allowed: boolean): string {
  if (consumer.kind !== 'service') {
    return t('secrets.use.manages', 'manages the secret, never reads its value');
  }
  return allowed ? t('secrets.use.allowed', 'can read it') : t('secrets.use.not-allowed', 'cannot read it');
}

/** What happens where a service uses a secret that it may not read. */
export function failureText(decrypter: string): string {
  switch (decrypter) {
    case K6_DECRYPTER:
      return t('secrets.use.fails-k6', 'The script below fails at “secrets.get”, as if there were no such secret.');
    case 'synthetic-monitoring':
      return t(
        'secrets.use.fails-sm',
        'A check with what is below fails, as if there were no such secret, and sends no request to its target.'
      );
    case 'grafana-workflows':
      return t(
        'secrets.use.fails-workflows',
        'The step below fails, as if there were no such secret, and the run of the workflow with it.'
      );
    default:
      return t('secrets.use.fails', 'What is below fails, as if there were no such secret.');
  }
}
