import type { DescribedSecret } from './described-secret.ts';
import { localName } from './local-name.ts';

/** Of Grafana's provider for Terraform, from version 4.26; it takes Terraform 1.11, for values that are written only. */
const RESOURCE = 'grafana_apps_secret_securevalue_v1beta1';

/**
 * What puts a secret that is there under the control of Terraform. Its value has to be given anew, for nobody can read it
 * back; the provider knows no labels, so they are lost.
 */
export function terraformConfiguration({ name, description, decrypters, ref }: DescribedSecret): string {
  const label = localName(name);
  const variable = `${label}_value`;
  const source = ref === undefined ? `    value       = var.${variable}` : `    ref         = ${terraformString(ref)}`;
  const blocks = [
    `import {
  to = ${RESOURCE}.${label}
  id = ${terraformString(name)}
}
`,
    ...(ref === undefined
      ? [
          `variable "${variable}" {
  type      = string
  sensitive = true
  ephemeral = true
}
`,
        ]
      : []),
    `resource "${RESOURCE}" "${label}" {
  metadata {
    uid = ${terraformString(name)}
  }

  spec {
    description = ${terraformString(description)}
${source}
    decrypters  = [${decrypters.map(terraformString).join(', ')}]
  }
}
`,
  ];
  return blocks.join('\n');
}

/** The name of the secret, for other resources of the same configuration. */
export function terraformReference(name: string): string {
  return `${RESOURCE}.${localName(name)}.metadata.uid`;
}

/** Of HCL, whose templates begin with `${` and `%{`. Escapes what is not printable, as far as HCL can. */
export function terraformString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, unicodeEscape)
    .replaceAll(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
