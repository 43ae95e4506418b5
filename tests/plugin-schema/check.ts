/**
 * Checks `plugin.json` against the JSON schema that Grafana publishes, at the address that `plugin.json` itself names, or
 * in the file that PLUGIN_SCHEMA names. Exits 0 when it is valid, 1 when it is not, and 3 when the schema could not be
 * had, so that nothing was checked. The schema is not ours to keep a copy of.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';

const ROOT = dirname(dirname(import.meta.dirname));
const EXIT_INVALID = 1;
const EXIT_NOT_CHECKED = 3;
const DOWNLOAD_TIMEOUT_MS = 10_000;

type Schema = Record<string, unknown>;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'properties' in value;
}

async function readPublished(address: string): Promise<unknown> {
  const { PLUGIN_SCHEMA } = process.env;
  if (PLUGIN_SCHEMA !== undefined) {
    return JSON.parse(await readFile(PLUGIN_SCHEMA, 'utf8'));
  }
  const answer = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  return answer.ok ? answer.json() : undefined;
}

const manifest: Record<string, unknown> = JSON.parse(await readFile(join(ROOT, 'src', 'plugin.json'), 'utf8'));
const schema = await readPublished(String(manifest.$schema)).catch(() => undefined);
if (!isSchema(schema)) {
  process.stderr.write('The schema of plugin.json could not be had\n');
  process.exit(EXIT_NOT_CHECKED);
}
// Its patterns are older than the `u` flag; of formats it names addresses alone.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, validateFormats: false });
if (!ajv.validate(schema, manifest)) {
  process.stderr.write(`${ajv.errorsText(ajv.errors, { dataVar: 'plugin.json', separator: '\n' })}\n`);
  process.exitCode = EXIT_INVALID;
}
