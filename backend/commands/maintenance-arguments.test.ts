import { parseAuditArguments } from './audit-arguments.ts';
import { parseKeysArguments } from './keys-arguments.ts';

const ID = '0123456789abcdef';

describe('keys', () => {
  it.each([
    [['status'], { kind: 'status' }],
    [['rotate'], { kind: 'rotate', dryRun: false }],
    [['rewrap', '--dry-run'], { kind: 'rewrap', dryRun: true }],
    [['retire', ID], { kind: 'retire', id: ID, dryRun: false }],
    [['retire', '--dry-run', ID], { kind: 'retire', id: ID, dryRun: true }],
    [['verify'], { kind: 'verify', after: 0 }],
    [['verify', '17'], { kind: 'verify', after: 17 }],
    [['protect'], { kind: 'protect' }],
    [['unprotect'], { kind: 'unprotect' }],
    [['new', '--out', 'a'], { kind: 'new', out: 'a', after: undefined }],
    [['new', '--after', 'a', '--out=b'], { kind: 'new', out: 'b', after: 'a' }],
  ])('reads %j', (args, command) => {
    expect(parseKeysArguments(args)).toEqual({ ok: true, command });
  });

  it.each([
    [[], /one of status, rotate/],
    [['Status'], /one of status, rotate/],
    [['status', 'now'], /status takes nothing more/],
    [['rotate', ID], /rotate takes nothing but --dry-run/],
    [['retire'], /16 hexadecimal digits/],
    [['retire', 'x'], /16 hexadecimal digits/],
    [['retire', ID, ID], /16 hexadecimal digits/],
    [['verify', '-1'], /verify takes nothing more/],
    [['protect', 'it'], /protect takes nothing more/],
    [['new'], /new takes --out FILE/],
    [['new', '--out', ''], /new takes --out FILE/],
    [['new', '--out'], /--out lacks its value/],
    [['new', 'file'], /new takes options only/],
  ])('refuses %j', (args, problem) => {
    expect(parseKeysArguments(args)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});

describe('audit', () => {
  it.each([
    [['verify'], { kind: 'verify' }],
    [['show'], { kind: 'show', last: 100, name: undefined, operation: undefined }],
    [
      ['show', '--operation', 'token.revoke', '--last', '7', '--name', 'a'],
      { kind: 'show', last: 7, name: 'a', operation: 'token.revoke' },
    ],
  ])('reads %j', (args, command) => {
    expect(parseAuditArguments(args)).toEqual({ ok: true, command });
  });

  it.each([
    [['erase'], /one of show, verify/],
    [['verify', 'all'], /verify takes nothing more/],
    [['show', '--last', '0'], /--last must be a whole number/],
    [['show', '--last', '10001'], /--last must be a whole number/],
    [['show', '--last'], /--last must be a whole number/],
    [['show', '--name', ''], /--name must be followed/],
    [['show', '--operation', 'x'], /--operation must be one of/],
    [['show', 'all'], /show takes --last/],
  ])('refuses %j', (args, problem) => {
    expect(parseAuditArguments(args)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});
