import { API_VERSION, GROUP, SECURE_VALUES } from '../api-group.ts';
import type { DescribedSecret } from './described-secret.ts';

/** A file name that the commands and the page agree on. */
export function manifestFile(name: string): string {
  return `${name}.yaml`;
}

/** Shows a secret, without its value. */
export function kubectlGetCommand(name: string, namespace: string): string {
  return `kubectl get ${SECURE_VALUES.plural}.${GROUP} ${name} --namespace ${namespace} --output yaml
`;
}

export function kubectlApplyCommand(name: string): string {
  return `kubectl apply --filename ${manifestFile(name)}
`;
}

/** The secret as a manifest, which keeps the stored value for it says none. Texts are quoted as JSON, which YAML is too. */
export function secureValueManifest(
  { name, description, labels, decrypters, ref }: DescribedSecret,
  namespace: string
): string {
  const lines = [
    `apiVersion: ${API_VERSION}`,
    `kind: ${SECURE_VALUES.kind}`,
    'metadata:',
    `  name: ${quoted(name)}`,
    `  namespace: ${quoted(namespace)}`,
    ...list(
      '  labels:',
      Object.entries(labels).map(([key, value]) => `    ${quoted(key)}: ${quoted(value)}`)
    ),
    'spec:',
    `  description: ${quoted(description)}`,
    ...(ref === undefined ? [] : [`  ref: ${quoted(ref)}`]),
    ...list(
      '  decrypters:',
      decrypters.map((id) => `    - ${quoted(id)}`)
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function list(head: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [head, ...items];
}

/** JSON leaves some characters as they are that YAML takes for line ends, or not at all. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
