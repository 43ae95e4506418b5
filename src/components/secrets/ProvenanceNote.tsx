import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, TextLink } from '@grafana/ui';
import type { Secret } from '../../api/secret';
import { ownerPath } from '../../domain/owner-link';
import type { OwnerReference } from '../../domain/secure-value';
import { driftText, managerName } from './manager-text';
import { Notice } from '../Notice';

/** Warns that somebody or something else looks after this secret. */
export function ProvenanceNote({ secret: { owner, managedBy } }: { readonly secret: Secret }) {
  return (
    <>
      {owner && <OwnerNote owner={owner} />}
      {managedBy !== undefined && (
        <Alert
          bottomSpacing={0}
          severity="warning"
          title={t('secrets.provenance.managed-title', 'This secret is managed by {{manager}}', {
            manager: managerName(managedBy),
            interpolation: { escapeValue: false },
          })}
        >
          {driftText(managedBy)}
        </Alert>
      )}
    </>
  );
}

function OwnerNote({ owner }: { readonly owner: OwnerReference }) {
  const { kind, name } = owner;
  const path = ownerPath(owner);
  return (
    <Notice
      severity="warning"
      title={t('secrets.provenance.owned-title', 'This secret belongs to {{kind}} {{name}}', {
        kind,
        name,
        interpolation: { escapeValue: false },
      })}
    >
      <span>
        {t(
          'secrets.provenance.owned-text',
          'It was made for that alone, and goes with it. What is done to it here may be undone, or break what it belongs to.'
        )}
      </span>
      {path !== undefined && (
        <TextLink href={path}>
          <Trans i18nKey="secrets.provenance.open-owner" values={{ kind, name }}>
            Open {'{{kind}}'} {'{{name}}'}
          </Trans>
        </TextLink>
      )}
    </Notice>
  );
}
