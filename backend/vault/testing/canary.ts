import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The forms in which a value may turn up where it must not: raw, as text in JSON (also twice), URLs, HTML and shells,
 * as hexadecimal, and inside base64 that begins before it. For values of 4 or more characters; shorter forms hit
 * anything.
 */
export function encodingsOf(value: string): string[] {
  const json = jsonForms(value);
  return [
    ...new Set([
      value,
      ...json,
      ...json.flatMap(jsonForms),
      ...urlForms(value),
      ...markupForms(value),
      ...byteForms(value),
    ]),
  ];
}

/**
 * The files under `directory` that hold `value` in any form, each as `path`. Reads a copy that another process makes:
 * to open a database's file here would end the locks that this process holds on it (fcntl(2)).
 */
export function filesHolding(directory: string, value: string): string[] {
  const needles = encodingsOf(value).map((form) => Buffer.from(form, 'utf8'));
  return filesWith(directory, needles);
}

/** The files under `directory` that hold any of `needles`. */
export function filesWith(directory: string, needles: readonly Buffer[]): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'strongroom-copy-'));
  try {
    copyInAnotherProcess(directory, copy);
    return readdirSync(copy, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => {
        const content = readFileSync(path);
        return needles.some((needle) => content.includes(needle));
      })
      .map((path) => path.slice(copy.length + 1));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const COPY = `
  const { cpSync, lstatSync } = require('node:fs');
  const [from, to] = process.argv.slice(1);
  const copies = (path) => lstatSync(path).isFile() || lstatSync(path).isDirectory();
  cpSync(from, to, { recursive: true, filter: copies });
`;

function copyInAnotherProcess(from: string, to: string): void {
  const { status } = spawnSync(process.execPath, ['-e', COPY, from, to], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) {
    throw new Error(`${from} could not be copied`);
  }
}

function jsonForms(value: string): string[] {
  const standard = JSON.stringify(value).slice(1, -1);
  const hex = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return [
    standard,
    standard.replace(/[^\x20-\x7e]/g, hex),
    standard.replace(/[<>&]/g, hex),
    standard.replaceAll('/', '\\/'),
  ];
}

function urlForms(value: string): string[] {
  const component = encodeURIComponent(value);
  const strict = component.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const forms = [component, strict, encodeURI(value), form, encodeURIComponent(component)];
  return [...forms, ...forms.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

function markupForms(value: string): string[] {
  const html = value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return [html, html.replace(/'/g, '&#39;'), html.replace(/'/g, '&apos;'), value.replaceAll("'", `'\\''`)];
}

function byteForms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64At(offset, bytes));
  const url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [hex, hex.toUpperCase(), ...base64, ...url];
}

/** The base64 characters that `bytes` alone decide when `offset` other bytes come first. */
function base64At(offset: number, bytes: Buffer): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.byteLength) * 8) / 6);
  return text.slice(first, end);
}
