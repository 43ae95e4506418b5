import { parseArgs } from 'node:util';

/** The options that a command takes; every one has a value. */
export interface OptionRules<Name extends string> {
  /** As a problem names it. */
  readonly command: string;
  readonly names: readonly Name[];
  /** Those that may be given more than once. */
  readonly lists: ReadonlyArray<NoInfer<Name>>;
}

/** What was given for each option, in order, and what was not understood. Problems never repeat what was written. */
export interface GivenOptions<Name extends string> {
  readonly options: Readonly<Record<Name, readonly string[]>>;
  readonly problems: readonly string[];
}

/** Not by the strict mode of `parseArgs`: it repeats arguments in its errors, and lets the last of two options win. */
export function readOptions<const Name extends string>(
  args: readonly string[],
  { command, names, lists }: OptionRules<Name>
): GivenOptions<Name> {
  const types = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: [...args], options: types, strict: false, tokens: true });
  const given: Array<readonly [Name, string]> = [];
  const problems = new Set<string>();
  for (const token of tokens) {
    const name = token.kind === 'option' ? names.find((known) => token.rawName === `--${known}`) : undefined;
    if (token.kind !== 'option') {
      problems.add(`${command} takes options only; a value comes behind its option`);
    } else if (name === undefined) {
      problems.add(`there is an unknown option; ${command} takes ${names.map((known) => `--${known}`).join(', ')}`);
    } else if (token.value === undefined) {
      problems.add(`--${name} lacks its value`);
    } else {
      given.push([name, token.value]);
    }
  }
  const valuesOf = (name: Name): readonly string[] =>
    given.filter(([other]) => other === name).map(([, value]) => value);
  names
    .filter((name) => !lists.includes(name) && valuesOf(name).length > 1)
    .forEach((name) => problems.add(`--${name} must be given once`));
  const options = Object.fromEntries(names.map((name) => [name, valuesOf(name)])) as Record<Name, readonly string[]>;
  return { options, problems: [...problems] };
}
