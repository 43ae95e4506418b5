import React from 'react';
import { t, Trans } from '@grafana/i18n';
import type { Secret } from '../../../api/secret';
import { characterCount } from '../../../domain/character-count';
import { DESCRIPTION_DOCUMENTED_MAX } from '../../../domain/limits';
import { terraformConfiguration, terraformReference } from '../../../domain/use/terraform';
import { CodeBlock } from '../../CodeBlock';
import { SnippetNote } from './SnippetNote';

export function TerraformSnippets({ secret }: { readonly secret: Secret }) {
  const { name, description, labels } = secret;
  return (
    <>
      <CodeBlock
        label={t('secrets.use.terraform', 'Take it under the control of Terraform')}
        code={terraformConfiguration(secret)}
        fileName={`${name}.tf`}
      />
      {characterCount(description) > DESCRIPTION_DOCUMENTED_MAX && (
        <SnippetNote>
          {t(
            'secrets.use.terraform-description',
            'The provider takes a description of {{max}} characters at most: shorten it.',
            {
              max: DESCRIPTION_DOCUMENTED_MAX,
            }
          )}
        </SnippetNote>
      )}
      {Object.keys(labels).length > 0 && (
        <SnippetNote>
          <Trans i18nKey="secrets.use.terraform-labels">
            The provider knows no labels: its first run removes them.
          </Trans>
        </SnippetNote>
      )}
      {secret.ref === undefined && (
        <SnippetNote>
          <Trans i18nKey="secrets.use.terraform-value">
            Its first run replaces the value by that of the variable, for nobody can read the stored one back.
          </Trans>
        </SnippetNote>
      )}
      <CodeBlock
        label={t('secrets.use.terraform-reference', 'Its name, for other resources of the configuration')}
        code={terraformReference(name)}
      />
      <SnippetNote>
        <Trans i18nKey="secrets.use.terraform-versions">
          It takes Terraform 1.11 and version 4.26 of the provider grafana/grafana, or later.
        </Trans>
      </SnippetNote>
    </>
  );
}
