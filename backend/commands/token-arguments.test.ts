import fc from 'fast-check';
import { parseTokenArguments } from './token-arguments.ts';

const CANARY = 'svs_aaaaaaaaaaaa_QqCanaryQq';

function problemsOf(...args: readonly string[]): readonly string[] {
  const parsed = parseTokenArguments(args);
  return parsed.ok ? [] : parsed.problems;
}

describe('create', () => {
  it('has defaults for all but the role', () => {
    expect(parseTokenArguments(['create', '--role', 'Viewer'])).toEqual({
      ok: true,
      command: {
        kind: 'create',
        draft: { kind: 'management', role: 'Viewer', permissions: [], namespace: 'default', lifetimeSeconds: 86_400 },
      },
    });
  });

  it('takes everything, in any order, and permissions more than once', () => {
    const scoped = '--permission=secret.securevalues:read=secret.securevalues:uid:a';
    const args = ['--ttl=90m', scoped, '--namespace', 'org-2', '--permission', 'secret.keepers:read', '--role=None'];
    expect(parseTokenArguments(['create', ...args])).toEqual({
      ok: true,
      command: {
        kind: 'create',
        draft: {
          kind: 'management',
          role: 'None',
          permissions: [
            { action: 'secret.securevalues:read', scope: { name: 'a' } },
            { action: 'secret.keepers:read', scope: 'all' },
          ],
          namespace: 'org-2',
          lifetimeSeconds: 5400,
        },
      },
    });
  });

  const UNKNOWN = 'there is an unknown option; create takes --role, --permission, --namespace, --ttl';
  const STRAY = 'create takes options only; a value comes behind its option';
  const ROLE = '--role must be one of None, Viewer, Editor, Admin';

  it.each<[readonly string[], readonly string[]]>([
    [[], [ROLE]],
    [['--role'], ['--role lacks its value', ROLE]],
    [['--role='], [ROLE]],
    [['--role', 'Admin', '--role', 'None'], ['--role must be given once']],
    [['--role', 'Admin', '--ttl', '1h', '--ttl=1h'], ['--ttl must be given once']],
    [
      ['--role', 'Admin', '--decrypter', 'k6-cloud'],
      [UNKNOWN, STRAY],
    ],
    [['--role', 'Admin', '--no-role'], [UNKNOWN]],
    [
      ['--role', 'Admin', '-r', 'None'],
      [UNKNOWN, STRAY],
    ],
    [['--role', 'Admin', '--Role=Admin'], [UNKNOWN]],
    [['--role', 'Admin', CANARY], [STRAY]],
    [['Admin'], [STRAY, ROLE]],
    [['--role', 'Admin', '--', '--ttl', '1h'], [STRAY]],
  ])('does not understand %j', (args, problems) => {
    expect(problemsOf('create', ...args)).toEqual(problems);
  });

  it('names each option that is wrong', () => {
    const problems = problemsOf('create', '--role=x', '--permission=x', '--namespace=x', '--ttl=x');
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      '--role',
      '--permission',
      '--namespace',
      '--ttl',
    ]);
  });
});

describe('list', () => {
  it('takes nothing', () => {
    expect(parseTokenArguments(['list'])).toEqual({ ok: true, command: { kind: 'list' } });
    expect(problemsOf('list', 'all')).toEqual(['list takes nothing after it']);
  });
});

describe('revoke', () => {
  it('takes an ID', () => {
    expect(parseTokenArguments(['revoke', 'abcdefghij01'])).toEqual({
      ok: true,
      command: { kind: 'revoke', id: 'abcdefghij01' },
    });
  });

  it.each([[[]], [['']], [['ABCDEFGHIJ01']], [['abcdefghij01', 'abcdefghij02']], [[CANARY]], [['--all']]])(
    'takes nothing else: %j',
    (args) => {
      expect(problemsOf('revoke', ...args)).toEqual([
        'revoke takes the ID of one token: the 12 characters that list shows',
      ]);
    }
  );
});

it.each([[[]], [['']], [['mint']], [['--role', 'Admin']], [['__proto__']]])('does nothing for %j', (args) => {
  expect(problemsOf(...args)).toEqual(['say what to do: create, list or revoke']);
});

it('repeats nothing of what was written', () => {
  const anyArgument = fc.oneof(
    fc.constantFrom('create', 'list', 'revoke', '--role', '--ttl', CANARY),
    fc.constantFrom('--role=', '--permission=', '--namespace=', '--ttl=', '--', '-').map((option) => option + CANARY)
  );
  fc.assert(
    fc.property(fc.array(anyArgument, { maxLength: 6 }), (args) => {
      expect(problemsOf(...args).join('\n')).not.toContain('QqCanaryQq');
    })
  );
});
