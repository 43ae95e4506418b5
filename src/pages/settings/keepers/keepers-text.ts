import { t } from '@grafana/i18n';
import type { ApiError } from '../../../api/api-error';
import type { KeeperPlace } from '../../../api/keeper';
import { readErrorText, writeErrorText, type ErrorText } from '../../../components/error-text';
import { KEEPER_ACTIONS, SECURE_VALUE_ACTIONS } from '../../../domain/permissions';

/** Names of things that people gave, which are no markup. */
const PLAIN = { interpolation: { escapeValue: false } };

/** The kind of store; a kind that is not known here goes by the name that the API has for it. */
export function placeText(place: KeeperPlace): string {
  switch (place.kind) {
    case 'aws':
      return t('keepers.kind.aws', 'AWS Secrets Manager');
    case 'other':
      return otherKindText(place.type);
  }
}

/** Kinds that versions of the API have had beside AWS, and that cannot be set up here. */
function otherKindText(type: string | undefined): string {
  switch (type) {
    case 'azure':
      return t('keepers.kind.azure', 'Azure Key Vault');
    case 'gcp':
      return t('keepers.kind.gcp', 'Google Cloud Secret Manager');
    case 'hashiCorpVault':
    case 'hashivault':
      return t('keepers.kind.hashicorp', 'HashiCorp Vault');
    case undefined:
      return t('keepers.kind.unknown', 'A kind that is not known here');
    default:
      return type;
  }
}

export function secretCountText(count: number): string {
  return t('keepers.secrets', '', {
    count,
    defaultValue_one: '{{count, number}} secret',
    defaultValue_other: '{{count, number}} secrets',
  });
}

/** Words for an error of the list, and of one keeper that is read. */
export function keepersErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'forbidden':
      return forbiddenText(KEEPER_ACTIONS.read);
    case 'not-found':
      return notFoundText();
    case 'unavailable':
      return {
        title: t('keepers.errors.unavailable.title', 'Keepers are not there any more'),
        advice: t('errors.unavailable.advice', 'Try again. If it stays away, ask your administrator.'),
      };
    default:
      return readErrorText(error);
  }
}

/** Words for an error of the look for secrets that a keeper has. */
export function obstacleErrorText(error: ApiError): ErrorText {
  return error.kind === 'forbidden'
    ? forbiddenText(`${KEEPER_ACTIONS.read}, ${SECURE_VALUE_ACTIONS.read}`)
    : keepersErrorText(error);
}

/** Words for an error of a keeper that is made, changed, activated or deleted. */
export function keeperWriteErrorText(error: ApiError): ErrorText {
  switch (error.kind) {
    case 'not-found':
      return notFoundText();
    case 'unavailable':
      return keepersErrorText(error);
    default:
      return writeErrorText(error);
  }
}

/** Words for an error of a deletion, which a server may refuse for a reason of its own. */
export function deletionErrorText(error: ApiError): ErrorText {
  if (error.kind !== 'conflict') {
    return keeperWriteErrorText(error);
  }
  return {
    title: t('keepers.delete.refused.title', 'The server keeps this keeper'),
    advice: t(
      'keepers.delete.refused.advice',
      'It is active by now, or has secrets that you cannot see. Nothing was changed.'
    ),
  };
}

function notFoundText(): ErrorText {
  return {
    title: t('keepers.errors.not-found.title', 'This keeper does not exist any more'),
    advice: t('keepers.errors.not-found.advice', 'Somebody may have deleted it. Go back to the list.'),
  };
}

function forbiddenText(permission: string): ErrorText {
  return {
    title: t('errors.forbidden.title', 'You are not allowed to do this'),
    advice: t('keepers.errors.forbidden.advice', 'You need {{permission}}: ask your administrator.', {
      permission,
      ...PLAIN,
    }),
  };
}
