/** Grafana's basic roles, the weakest first. */
const ROLES: readonly string[] = ['None', 'Viewer', 'Editor', 'Admin'];

/** The role that Grafana asks of a page that names none. */
const DEFAULT_ROLE = 'Viewer';

/** Whether who has one basic role has what a page asks for. What is no basic role nobody has. */
export function roleIncludes(held: string, needed = DEFAULT_ROLE): boolean {
  const neededRank = ROLES.indexOf(needed);
  return neededRank !== -1 && ROLES.indexOf(held) >= neededRank;
}
