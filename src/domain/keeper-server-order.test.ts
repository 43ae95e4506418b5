import fc from 'fast-check';
import { keeperFindings, type AwsAvailability, type KeeperCandidate } from './keeper-rules.ts';
import { keeperServerFindings } from './keeper-server-order.ts';

function reported(candidate: Partial<KeeperCandidate>, aws: AwsAvailability): string[] {
  const complete = { name: 'a', namespace: 'default', spec: { description: 'd' }, ...candidate };
  return keeperServerFindings(keeperFindings(complete, aws)).map(({ rule }) => rule);
}

const EMPTY_ROLE = { assumeRoleArn: '', externalID: '' };

describe('keeperServerFindings', () => {
  it.each<[string, Partial<KeeperCandidate>, AwsAvailability, string[]]>([
    [
      'everything at once, in order',
      { name: 'A', namespace: 'B', spec: { description: '', aws: { region: '', assumeRole: EMPTY_ROLE } } },
      'available',
      [
        'name-invalid',
        'namespace-invalid',
        'description-required',
        'aws-region-required',
        'aws-role-arn-required',
        'aws-external-id-required',
      ],
    ],
    [
      'that there is no provider, last',
      { name: 'system', spec: { description: '' } },
      'available',
      ['name-reserved', 'description-required', 'provider-required'],
    ],
    [
      'nothing of what is inside a provider that is off',
      { spec: { description: '', aws: { region: '' } } },
      'off',
      ['description-required', 'aws-off'],
    ],
    [
      'what is inside a provider that this build has no client for',
      { spec: { description: 'd', aws: { region: '' } } },
      'no-client',
      ['aws-no-client', 'aws-region-required', 'aws-assume-role-required'],
    ],
  ])('reports %s', (_, candidate, aws, rules) => {
    expect(reported(candidate, aws)).toEqual(rules);
  });

  it('invents nothing and lets nothing pass that a form refuses', () => {
    const text = fc.constantFrom('', 'x');
    const role = fc.record({ assumeRoleArn: text, externalID: text });
    const aws = fc.record({ region: text, assumeRole: fc.option(role, { nil: undefined }) });
    const candidate = fc.record({
      name: fc.constantFrom('a', 'A', 'system'),
      namespace: fc.constantFrom('default', 'B'),
      spec: fc.record({ description: text, aws: fc.option(aws, { nil: undefined }) }),
    });
    fc.assert(
      fc.property(candidate, fc.constantFrom('available', 'off', 'no-client'), (next, availability) => {
        const all = keeperFindings(next, availability);
        const shown = keeperServerFindings(all);
        expect(shown.every((finding) => all.includes(finding))).toBe(true);
        expect(shown.length === 0).toBe(all.length === 0);
      })
    );
  });
});
