import { parseK6ConfigArguments } from './k6-config-arguments.ts';

function problemsOf(...args: readonly string[]): readonly string[] {
  const parsed = parseK6ConfigArguments(args);
  return parsed.ok ? [] : parsed.problems;
}

it('takes a file, and has defaults for all else', () => {
  expect(parseK6ConfigArguments(['--out', 'k6.json'])).toEqual({
    ok: true,
    out: 'k6.json',
    draft: {
      ...{ kind: 'decrypter', decrypter: 'k6-cloud', only: [], sources: [] },
      ...{ namespace: 'default', lifetimeSeconds: 3600 },
    },
  });
});

it('takes what limits a token', () => {
  const limits = ['--only=db-*', '--only', 'a', '--source=10.0.0.0/8', '--namespace=org-2', '--ttl=5m'];
  expect(parseK6ConfigArguments(['--out=x', ...limits])).toMatchObject({
    ok: true,
    draft: { only: ['db-*', 'a'], sources: [{ network: '10.0.0.0' }], namespace: 'org-2', lifetimeSeconds: 300 },
  });
});

const OUT = '--out must be the file to write';

it.each<[readonly string[], readonly string[]]>([
  [[], [OUT]],
  [['--out='], [OUT]],
  [['--out'], ['--out lacks its value', OUT]],
  [['--out', 'a', '--out', 'b'], ['--out must be given once']],
  [
    ['--out', 'a', '--role', 'Admin'],
    [
      'k6-config takes options only; a value comes behind its option',
      'there is an unknown option; k6-config takes --out, --only, --source, --namespace, --ttl',
    ],
  ],
])('does not understand %j', (args, problems) => {
  expect([...problemsOf(...args)].sort()).toEqual([...problems].sort());
});

it('names each option that is wrong', () => {
  const problems = problemsOf('--out=x', '--only=_', '--source=_', '--namespace=_', '--ttl=_');
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['--only', '--source', '--namespace', '--ttl']);
});
