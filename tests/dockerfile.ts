import { matchesGlob } from 'node:path';

export interface Instruction {
  /** Such as `COPY`. */
  readonly name: string;
  readonly parameters: string;
}

/** The instructions from one `FROM` to the next. */
export type Stage = readonly Instruction[];

/**
 * Reads a Dockerfile (https://docs.docker.com/reference/dockerfile/): comments, continued lines, stages. No parser
 * directives, no here-documents.
 */
export function parseDockerfile(text: string): readonly Stage[] {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const whole = lines.join('\n').replaceAll(/\\\n\s*/g, '');
  const instructions = whole.split('\n').map((line) => {
    const [, name, parameters] = /^([A-Za-z]+)\s+(.+)$/.exec(line) ?? [];
    if (name === undefined || parameters === undefined) {
      throw new Error(`No instruction: ${line}`);
    }
    return { name: name.toUpperCase(), parameters };
  });
  const starts = instructions.flatMap(({ name }, index) => (name === 'FROM' ? [index] : []));
  return starts.map((start, index) => instructions.slice(start, starts[index + 1]));
}

/** What follows the name, of every instruction of that name. */
export function parametersOf(stage: Stage, name: string): readonly string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ parameters }) => parameters);
}

/** The variables that a stage sets: `ENV name=value …`, without quotes. */
export function environmentOf(stage: Stage): Readonly<Record<string, string>> {
  const pairs = parametersOf(stage, 'ENV').flatMap((parameters) => parameters.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2)));
}

/** Parameters in the JSON form. */
export function jsonForm(parameters: string | undefined): readonly string[] {
  const parsed: unknown = JSON.parse(parameters ?? '');
  if (!Array.isArray(parsed) || !parsed.every((item) => typeof item === 'string')) {
    throw new Error('Not in the JSON form');
  }
  return parsed;
}

/** Whether a `.dockerignore` keeps a path out: the last line that fits decides, and a directory goes with what is in it. */
export function isIgnored(ignoreFile: string, path: string): boolean {
  const rules = ignoreFile.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const last = rules.findLast((rule) => {
    const pattern = rule.replace(/^!/, '');
    return matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`);
  });
  return last !== undefined && !last.startsWith('!');
}
