/** The members of `X-Grafana-Context` by their names in lower case. */
export type GrafanaClaims = ReadonlyMap<string, unknown>;

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the JSON of `X-Grafana-Context`. Grafana writes the fields of a Go struct, whose spelling has changed between
 * versions (`UserId`, `UserID`), so names are compared without their case; a member under two spellings could be read
 * in two ways, and makes the whole unusable. Undefined for everything that is no JSON object.
 *
 * @param header as Node has it: one character for each byte of what Go wrote in UTF-8.
 */
export function parseGrafanaClaims(header: string): GrafanaClaims | undefined {
  const members = parsedObject(header);
  const claims = new Map(members?.map(([name, value]) => [name.toLowerCase(), value]));
  return members === undefined || claims.size < members.length ? undefined : claims;
}

function parsedObject(header: string): Array<[string, unknown]> | undefined {
  try {
    const value: unknown = JSON.parse(UTF_8.decode(Buffer.from(header, 'latin1')));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  } catch {
    return undefined;
  }
}
