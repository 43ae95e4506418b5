import { parseInt64 } from './int64.ts';
import { labelKeyDetails } from './label-key.ts';
import type { LabelSelectorResult, Requirement } from './label-requirement.ts';
import { END, selectorTokens, type SelectorToken } from './label-selector-tokens.ts';
import { labelValueProblems } from './label-value.ts';
import { quoted } from './quoted.ts';

type BinaryOperator = Exclude<Requirement['operator'], 'exists' | 'not-exists'>;

const BINARY_OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['in', 'in'],
  ['notin', 'notin'],
  ['>', '>'],
  ['<', '<'],
]);

/** Stops the descent at the first problem; never leaves this module. */
class SelectorProblem extends Error {}

/** Recursive descent over the grammar of Kubernetes' label selectors, with its words for what is wrong. */
export function parseRequirements(text: string): LabelSelectorResult {
  try {
    return { ok: true, selector: selectorOf(new TokenReader(selectorTokens(text))) };
  } catch (problem) {
    if (problem instanceof SelectorProblem) {
      return { ok: false, message: problem.message };
    }
    throw problem;
  }
}

class TokenReader {
  readonly #tokens: readonly SelectorToken[];
  #position = 0;

  constructor(tokens: readonly SelectorToken[]) {
    this.#tokens = tokens;
  }

  peek(): SelectorToken {
    return this.#tokens[this.#position] ?? END;
  }

  take(): SelectorToken {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  /** Takes the next token if it is this symbol. */
  takeSymbol(text: string): boolean {
    const found = isSymbol(this.peek(), text);
    if (found) {
      this.#position += 1;
    }
    return found;
  }
}

function isSymbol(token: SelectorToken, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function startsRequirement(token: SelectorToken): boolean {
  return token.kind === 'word' || isSymbol(token, '!');
}

function endsRequirement(token: SelectorToken): boolean {
  return token.kind === 'end' || isSymbol(token, ',');
}

function found(token: SelectorToken, expected: string): SelectorProblem {
  return new SelectorProblem(`found '${token.text}', expected: ${expected}`);
}

function selectorOf(tokens: TokenReader): Requirement[] {
  const requirements: Requirement[] = [];
  if (tokens.peek().kind === 'end') {
    return requirements;
  }
  if (!startsRequirement(tokens.peek())) {
    throw found(tokens.peek(), "!, identifier, or 'end of string'");
  }
  do {
    if (!startsRequirement(tokens.peek())) {
      throw found(tokens.peek(), "identifier after ','");
    }
    requirements.push(requirementOrProblem(tokens));
  } while (tokens.takeSymbol(','));
  if (tokens.peek().kind !== 'end') {
    throw found(tokens.peek(), "',' or 'end of string'");
  }
  return requirements;
}

function requirementOrProblem(tokens: TokenReader): Requirement {
  try {
    return requirementOf(tokens);
  } catch (problem) {
    throw problem instanceof SelectorProblem
      ? new SelectorProblem(`unable to parse requirement: ${problem.message}`)
      : problem;
  }
}

function requirementOf(tokens: TokenReader): Requirement {
  if (tokens.takeSymbol('!')) {
    return { key: keyOf(tokens), operator: 'not-exists' };
  }
  const key = keyOf(tokens);
  if (endsRequirement(tokens.peek())) {
    return { key, operator: 'exists' };
  }
  const operator = operatorOf(tokens);
  switch (operator) {
    case 'in':
    case 'notin':
      return { key, operator, values: checkedValues(key, valueListOf(tokens)) };
    case '>':
    case '<':
      return { key, operator, value: integerIn(key, valueOf(tokens)) };
    default:
      return { key, operator, value: checkedValue(key, valueOf(tokens)) };
  }
}

function keyOf(tokens: TokenReader): string {
  const token = tokens.take();
  if (token.kind !== 'word') {
    throw found(token, 'identifier');
  }
  const details = labelKeyDetails(token.text);
  if (details.length > 0) {
    throw new SelectorProblem(`key: Invalid value: ${quoted(token.text)}: ${details.join('; ')}`);
  }
  return token.text;
}

function operatorOf(tokens: TokenReader): BinaryOperator {
  const token = tokens.take();
  const operator = BINARY_OPERATORS.get(token.text);
  if (operator === undefined) {
    throw found(token, 'in, notin, =, ==, !=, gt, lt');
  }
  return operator;
}

/** One value, which may be empty: `k=` is a term. */
function valueOf(tokens: TokenReader): string {
  if (endsRequirement(tokens.peek())) {
    return '';
  }
  const token = tokens.take();
  if (token.kind !== 'word') {
    throw found(token, 'identifier');
  }
  return token.text;
}

/** Values in brackets, any of which may be empty: `()` is the empty value alone. */
function valueListOf(tokens: TokenReader): string[] {
  if (!tokens.takeSymbol('(')) {
    throw new SelectorProblem(`found '${tokens.peek().text}' expected: '('`);
  }
  const values: string[] = [];
  do {
    values.push(tokens.peek().kind === 'word' ? tokens.take().text : '');
  } while (tokens.takeSymbol(','));
  if (!tokens.takeSymbol(')')) {
    throw found(tokens.peek(), "',' or ')'");
  }
  return values;
}

function checkedValues(key: string, values: readonly string[]): string[] {
  return [...new Set(values)].map((value, index) => checkedValue(key, value, index));
}

function checkedValue(key: string, value: string, index = 0): string {
  const problems = labelValueProblems(value);
  if (problems.length > 0) {
    const details = problems.map(({ detail }) => detail).join('; ');
    throw new SelectorProblem(`values[${index}][${key}]: Invalid value: ${quoted(value)}: ${details}`);
  }
  return value;
}

function integerIn(key: string, value: string): string {
  if (parseInt64(value) === undefined) {
    const detail = "for 'Gt', 'Lt' operators, the value must be an integer";
    throw new SelectorProblem(`values[0]: Invalid value: ${quoted(value)}: ${detail}`);
  }
  return checkedValue(key, value);
}
