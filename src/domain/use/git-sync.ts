/**
 * The part of a `Repository` of Git Sync by which it uses a secret that is there, in place of a token of its own (Grafana's
 * inline secure values: of `create`, `name` and `remove` this is `name`).
 */
export function repositoryToken(name: string): string {
  return `secure:
  token:
    name: ${JSON.stringify(name)}
`;
}
