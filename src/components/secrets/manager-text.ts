import { t } from '@grafana/i18n';

/** Grafana's kinds of manager (`grafana.app/managedBy`), by the names that people know. An unknown one is its own name. */
export function managerName(managedBy: string): string {
  switch (managedBy) {
    case 'terraform':
      return 'Terraform';
    case 'repo':
      return t('secrets.manager.repo', 'Git Sync');
    case 'kubectl':
      return 'kubectl';
    case 'plugin':
      return t('secrets.manager.plugin', 'a plugin');
    case 'grafana':
      return t('secrets.manager.grafana', 'Grafana itself');
    default:
      return managedBy;
  }
}

/** What becomes of a change that is made here. */
export function driftText(managedBy: string): string {
  switch (managedBy) {
    case 'terraform':
      return t(
        'secrets.manager.drift-terraform',
        'What is changed here drifts from its configuration, and is undone by the next “terraform apply”. Change it there.'
      );
    case 'repo':
      return t(
        'secrets.manager.drift-repo',
        'What is changed here drifts from the repository, and is undone by the next sync. Change it there.'
      );
    case 'kubectl':
      return t(
        'secrets.manager.drift-kubectl',
        'What is changed here drifts from its manifest, and is undone when that is applied again. Change it there.'
      );
    default:
      return t('secrets.provenance.managed-text', 'It may undo what is done here.');
  }
}
