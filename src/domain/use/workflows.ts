import { localName } from './local-name.ts';

/**
 * A step of a Grafana workflow that sends the value as a bearer token (Grafana Cloud documentation, "Manage secrets" of
 * Workflows): the definition maps a key to the address of the secret, and the step's input refers to the key.
 */
export function workflowDefinition(name: string): string {
  const key = localName(name);
  return `spec:
  resources:
    secrets:
      ${key}: "${workflowAddress(name)}"
  steps:
    - id: call-api
      type: http.call
      inputs:
        method: "GET"
        url: "https://api.example.com/data"
        authMethod: "bearer"
        authSecret: "\${resources.secret.${key}}"
`;
}

/** The address of a secret in a workflow. */
export function workflowAddress(name: string): string {
  return `secret://${name}`;
}
