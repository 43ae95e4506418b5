import fc from 'fast-check';
import { canary } from './canary.ts';
import { ObjectNode, Verbatim, type Node } from './document.ts';

/** Deeper than any reader should follow. */
const DEPTHS = [20, 99, 101, 1_000, 20_000];

/** Texts that parsers, paths and logs stumble over. None of them is a value. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'null',
    '../../etc/passwd',
    'a\u0000b',
    '\u2028',
    '\ufeff',
    '\ufffd',
    'é\u0301',
    '${jndi:ldap://x}',
    "'; drop table secure_value; --",
    '%s%n',
    '\r\nx-injected: 1',
    '\u001b[31m',
    '-1',
    '1e999',
    '9007199254740993',
    'system'
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.integer({ min: 200, max: 30_000 }).map((length) => 'x'.repeat(length))
);

/** A value that somebody wants to keep secret. */
export const secretText: fc.Arbitrary<string> = fc.nat(2_000_000_000).map(canary);

/** Literals that JSON does not have, or that few readers get right. */
const oddLiteral: fc.Arbitrary<Node> = fc
  .constantFrom(
    '1e999',
    '-0',
    '01',
    '1.',
    '.5',
    '+1',
    'NaN',
    'Infinity',
    'undefined',
    "'single'",
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\u0000"',
    '"\\x41"',
    '"a\tb"',
    '"a\nb"',
    '9007199254740993',
    '/* comment */ 1',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    '""""'
  )
  .map((text) => new Verbatim(text));

const deep: fc.Arbitrary<Node> = fc
  .tuple(
    fc.constantFrom(...DEPTHS),
    fc.constantFrom<readonly [string, string]>(['[', ']'], ['{"a":', '}']),
    fc.boolean()
  )
  .map(
    ([depth, [open, close], isClosed]) => new Verbatim(open.repeat(depth) + '1' + (isClosed ? close.repeat(depth) : ''))
  );

const anyNode: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Node>(null, true, false, 0, -1, 1.5, 2 ** 53),
    hostileText,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.array(fc.tuple(hostileText, tie('node')), { maxLength: 4 }).map((members) => new ObjectNode(members))
  ),
})).node;

/** Anything that may stand where something else belongs, without a value in it. */
export const hostileNode: fc.Arbitrary<Node> = fc.oneof(
  { weight: 6, arbitrary: anyNode },
  { weight: 3, arbitrary: oddLiteral },
  { weight: 1, arbitrary: deep }
);

/** Anything that holds a value, in a place where none belongs. */
export const misplacedSecret: fc.Arbitrary<Node> = secretText.chain((text) =>
  fc.constantFrom<Node>(
    text,
    [text],
    [[text]],
    ObjectNode.of({ value: text }),
    ObjectNode.of({ [text]: 1 }),
    ObjectNode.of({ [text]: text }),
    new Verbatim(JSON.stringify(text).slice(0, -1)),
    new Verbatim(`"\\ud800${JSON.stringify(text).slice(1)}`)
  )
);
