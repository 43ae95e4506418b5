import { isJsonObject, type JsonObject } from './plugin-manifest.ts';

/** What `POST /api/plugins/<id>/settings` changes; what is absent stays. */
export interface PluginSettingsChange {
  readonly enabled: boolean | undefined;
  readonly pinned: boolean | undefined;
  readonly jsonData: JsonObject | undefined;
  /** Secrets by name; those that are absent stay, too. */
  readonly secureJsonData: Readonly<Record<string, string>>;
}

export type ParsedChange =
  | { readonly ok: true; readonly change: PluginSettingsChange }
  /** What is wrong, naming the field and the rule and never what was sent. */
  | { readonly ok: false; readonly problem: string };

/** Reads the body of `POST /api/plugins/<id>/settings` (Grafana's plugin settings: `enabled`, `pinned`, `jsonData`, `secureJsonData`). */
export function parseSettingsChange(body: unknown): ParsedChange {
  if (!isJsonObject(body)) {
    return problem('the body must be a JSON object');
  }
  const { enabled, pinned, jsonData, secureJsonData = {} } = body;
  if (!isOptionalBoolean(enabled)) {
    return problem('"enabled" must be true or false');
  }
  if (!isOptionalBoolean(pinned)) {
    return problem('"pinned" must be true or false');
  }
  if (jsonData !== undefined && !isJsonObject(jsonData)) {
    return problem('"jsonData" must be an object');
  }
  if (!isTextRecord(secureJsonData)) {
    return problem('"secureJsonData" must be an object whose values are text');
  }
  return { ok: true, change: { enabled, pinned, jsonData, secureJsonData } };
}

function problem(text: string): ParsedChange {
  return { ok: false, problem: text };
}

function isOptionalBoolean(value: unknown): value is boolean | undefined {
  return value === undefined || typeof value === 'boolean';
}

function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string');
}
