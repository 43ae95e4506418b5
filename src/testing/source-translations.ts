import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { KNOWN_DECRYPTERS } from '../domain/decrypters.ts';

export type Translations = ReadonlyMap<string, string>;

/** Every text of the plugin whose sources are in a folder. */
export function pluginTranslations(folder: string): Translations {
  return new Map([
    ...sourceTranslations(folder),
    // The keys that are put together, from the registry of the domain.
    ...KNOWN_DECRYPTERS.map(({ id, description }) => [`decrypters.${id.replaceAll('.', '-')}`, description] as const),
  ]);
}

/** Every text that the sources below a folder give to `t` and `Trans`, by its key, plurals with their suffix. */
function sourceTranslations(folder: string): Translations {
  const texts = new Map<string, string>();
  const add = (key: string, text: string) => {
    const known = texts.get(key);
    if (known !== undefined && known !== text) {
      throw new Error(`"${key}" has two texts: "${known}" and "${text}"`);
    }
    texts.set(key, text);
  };
  for (const path of sourceFiles(folder)) {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(source, add);
  }
  return texts;
}

type Add = (key: string, text: string) => void;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|(^|\/)(testing|domain)\//.test(name))
    .map((name) => join(folder, name));
}

function visit(node: ts.Node, add: Add): void {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') {
    addCall(node, add);
  }
  if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'Trans') {
    addElement(node, add);
  }
  ts.forEachChild(node, (child) => visit(child, add));
}

function addCall({ arguments: [key, text, options] }: ts.CallExpression, add: Add): void {
  if (key === undefined || !ts.isStringLiteralLike(key)) {
    return;
  }
  if (text !== undefined && ts.isStringLiteralLike(text) && text.text !== '') {
    add(key.text, text.text);
  }
  if (options !== undefined && ts.isObjectLiteralExpression(options)) {
    for (const property of options.properties) {
      const plural = /^defaultValue(_\w+)$/.exec(property.name?.getText() ?? '')?.[1];
      if (plural !== undefined && ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer)) {
        add(`${key.text}${plural}`, property.initializer.text);
      }
    }
  }
}

function addElement(element: ts.JsxElement, add: Add): void {
  const key = element.openingElement.attributes.properties.find(
    (attribute): attribute is ts.JsxAttribute => ts.isJsxAttribute(attribute) && attribute.name.getText() === 'i18nKey'
  )?.initializer;
  if (key !== undefined && ts.isStringLiteral(key)) {
    add(key.text, childrenText(element));
  }
}

/** As i18next writes elements into a text: numbered by their place among the children. */
function childrenText({ children }: ts.JsxElement): string {
  return children
    .filter((child) => !ts.isJsxText(child) || jsxText(child.text) !== '')
    .map((child, index) => {
      if (ts.isJsxElement(child)) {
        return `<${index}>${childrenText(child)}</${index}>`;
      }
      if (ts.isJsxExpression(child) && child.expression && ts.isStringLiteralLike(child.expression)) {
        return child.expression.text;
      }
      return ts.isJsxText(child) ? jsxText(child.text) : '';
    })
    .join('');
}

/** What JSX makes of a text: lines lose the white space around them and are joined by a space. */
function jsxText(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const start = index === 0 ? line : line.trimStart();
      return index === lines.length - 1 ? start : start.trimEnd();
    })
    .filter((line) => line !== '')
    .join(' ')
    .replaceAll('&apos;', "'");
}
