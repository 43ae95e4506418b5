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

  const UNKNOWN =
    'there is an unknown option; create takes --role, --permission, --decrypter, --only, --source, --namespace, --ttl';
  const STRAY = 'create takes options only; a value comes behind its option';
  const ROLE = '--role must be one of None, Viewer, Editor, Admin';
  const NEITHER = 'give --role for a token that manages secrets, or --decrypter for one that reads values';
  const BOTH = '--role and --permission are for tokens that manage secrets, and cannot be given with --decrypter';
  const STRAY_LIMIT = '--only and --source are for tokens of a --decrypter';

  it.each<[readonly string[], readonly string[]]>([
    [[], [NEITHER]],
    [['--role'], ['--role lacks its value', NEITHER]],
    [['--role='], [ROLE]],
    [['--role', 'Admin', '--role', 'None'], ['--role must be given once']],
    [['--role', 'Admin', '--ttl', '1h', '--ttl=1h'], ['--ttl must be given once']],
    [['--role', 'Admin', '--decrypter', 'k6-cloud'], [BOTH]],
    [['--decrypter', 'k6-cloud', '--permission', 'secret.securevalues:read'], [BOTH]],
    [['--role', 'Admin', '--only', 'a'], [STRAY_LIMIT]],
    [['--role', 'Admin', '--source=::1'], [STRAY_LIMIT]],
    [['--only', 'a'], [NEITHER]],
    [['--decrypter'], ['--decrypter lacks its value', NEITHER]],
    [['--decrypter', 'a', '--decrypter', 'b'], ['--decrypter must be given once']],
    [['--role', 'Admin', '--no-role'], [UNKNOWN]],
    [
      ['--role', 'Admin', '-r', 'None'],
      [UNKNOWN, STRAY],
    ],
    [['--role', 'Admin', '--Role=Admin'], [UNKNOWN]],
    [['--role', 'Admin', CANARY], [STRAY]],
    [['Admin'], [STRAY, NEITHER]],
    [['--role', 'Admin', '--', '--ttl', '1h'], [STRAY]],
  ])('does not understand %j', (args, problems) => {
    expect(problemsOf('create', ...args)).toEqual(problems);
  });

  it.each([
    ['--role', '--permission', '--namespace', '--ttl'],
    ['--decrypter', '--only', '--source', '--namespace', '--ttl'],
  ])('names each option that is wrong: %s …', (...options) => {
    const problems = problemsOf('create', ...options.map((option) => `${option}=_`));
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(options);
  });

  it('makes tokens for services, which work an hour where nobody says', () => {
    expect(parseTokenArguments(['create', '--decrypter', 'k6-cloud'])).toEqual({
      ok: true,
      command: {
        kind: 'create',
        draft: {
          ...{ kind: 'decrypter', decrypter: 'k6-cloud', only: [], sources: [] },
          ...{ namespace: 'default', lifetimeSeconds: 3600 },
        },
      },
    });
    const limits = ['--only', 'db-*', '--only=a', '--source', '10.0.0.0/8', '--source=::1'];
    expect(parseTokenArguments(['create', '--decrypter=x', ...limits, '--ttl=5m', '--namespace=org-2'])).toEqual({
      ok: true,
      command: {
        kind: 'create',
        draft: {
          ...{ kind: 'decrypter', decrypter: 'x', only: ['db-*', 'a'], namespace: 'org-2', lifetimeSeconds: 300 },
          sources: [
            { family: 'ipv4', network: '10.0.0.0', prefixLength: 8 },
            { family: 'ipv6', network: '::1', prefixLength: 128 },
          ],
        },
      },
    });
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
  expect(problemsOf(...args)).toEqual(['say what to do: create, list, revoke or kubeconfig']);
});

it('repeats nothing of what was written', () => {
  const anyArgument = fc.oneof(
    fc.constantFrom('create', 'list', 'revoke', '--role', '--ttl', CANARY),
    fc
      .constantFrom('--role=', '--permission=', '--decrypter=', '--only=', '--source=', '--ttl=', '--', '-')
      .map((option) => option + CANARY)
  );
  fc.assert(
    fc.property(fc.array(anyArgument, { maxLength: 6 }), (args) => {
      expect(problemsOf(...args).join('\n')).not.toContain('QqCanaryQq');
    })
  );
});
