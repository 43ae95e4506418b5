import type { JsonObject } from '../plugin-manifest.ts';

/** What the templates of a route may name: the plugin's settings in the organisation of whoever asks. */
export interface TemplateData {
  readonly jsonData: JsonObject;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

/** A text with places for settings, as the `url` and the headers of a route have them. */
export type Template = readonly TemplatePart[];

type TemplatePart = string | { readonly from: keyof TemplateData; readonly name: string };

const PLACE = /\{\{\s*\.(JsonData|SecureJsonData)\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/;
const SOURCES = { JsonData: 'jsonData', SecureJsonData: 'secureJsonData' } as const;

/** What Go's templates write where nothing was set. */
const NO_VALUE = '<no value>';

/**
 * Reads `{{ .JsonData.name }}` and `{{ .SecureJsonData.name }}`.
 *
 * @throws Error for all else that Go's templates can do: no route needs it.
 */
export function parseTemplate(text: string): Template {
  const [place, source, name] = PLACE.exec(text) ?? [];
  if (place === undefined || source === undefined || name === undefined) {
    if (text.includes('{{')) {
      throw new Error('the template is not understood: it may name {{ .JsonData.x }} and {{ .SecureJsonData.x }}');
    }
    return text === '' ? [] : [text];
  }
  const at = text.indexOf(place);
  const from = source === 'JsonData' ? SOURCES.JsonData : SOURCES.SecureJsonData;
  return [...parseTemplate(text.slice(0, at)), { from, name }, ...parseTemplate(text.slice(at + place.length))];
}

export function renderTemplate(template: Template, data: TemplateData): string {
  return template.map((part) => (typeof part === 'string' ? part : settingIn(data, part.from, part.name))).join('');
}

function settingIn(data: TemplateData, from: keyof TemplateData, name: string): string {
  const value = Object.hasOwn(data[from], name) ? data[from][name] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : NO_VALUE;
}
