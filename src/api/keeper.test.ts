import { toKeeper, toKeeperCreateBody, toKeeperUpdateBody, type KeeperDraft } from './keeper';
import { isKeeper } from './wire';

const AWS = { region: 'eu-west-1', assumeRole: { assumeRoleArn: 'arn:aws:iam::1:role/r', externalID: 'ext' } };
const OBJECT = {
  metadata: {
    name: 'prod',
    uid: 'u',
    resourceVersion: '7',
    labels: { team: 'shop' },
    annotations: { 'grafana.app/managedBy': 'terraform', 'grafana.app/updatedBy': 'user:a' },
    ownerReferences: [{ apiVersion: 'a/v1', kind: 'K', name: 'n' }],
  },
  spec: { description: 'd', aws: { ...AWS, kmsKeyId: 'alias/k', ofLater: true } },
  status: { active: true },
};
const DRAFT: KeeperDraft = { name: 'prod', spec: { description: 'other', aws: { ...AWS, region: 'us-east-1' } } };

describe('a keeper', () => {
  it('is active only where the server says so', () => {
    expect(toKeeper(OBJECT).active).toBe(true);
    expect(toKeeper({ ...OBJECT, status: {} }).active).toBe(false);
    expect(toKeeper({ metadata: { name: 'a' }, spec: { description: '' } }).active).toBe(false);
  });

  it.each([
    [
      { description: 'd', aws: AWS },
      { kind: 'aws', aws: AWS },
    ],
    [
      { description: 'd', hashiCorpVault: {} },
      { kind: 'other', type: 'hashiCorpVault' },
    ],
    [
      { description: 'd', aws: undefined, azure: {} },
      { kind: 'other', type: 'azure' },
    ],
    [{ description: 'd' }, { kind: 'other', type: undefined }],
  ])('of %j is of the kind %j', (spec, place) => {
    expect(toKeeper({ metadata: { name: 'a' }, spec }).place).toEqual(place);
  });

  it('is made of what was entered', () => {
    expect(toKeeperCreateBody(DRAFT)).toEqual({ metadata: { name: 'prod' }, spec: DRAFT.spec });
  });

  it('is changed on top of all that was read, with the key only where one is given', () => {
    const { labels, ownerReferences } = OBJECT.metadata;
    expect(toKeeperUpdateBody(toKeeper(OBJECT), DRAFT)).toEqual({
      metadata: {
        name: 'prod',
        resourceVersion: '7',
        labels,
        annotations: { 'grafana.app/managedBy': 'terraform' },
        ownerReferences,
      },
      spec: { description: 'other', aws: { ...AWS, region: 'us-east-1', ofLater: true } },
    });
  });
});

describe('isKeeper', () => {
  it.each([
    [OBJECT, true],
    [{ metadata: { name: 'a' }, spec: { description: 'd', gcp: {} } }, true],
    [{ metadata: { name: 'a' }, spec: { description: 'd', aws: null } }, true],
    [{ metadata: { name: 'a' }, spec: { description: 'd', aws: { region: 1 } } }, false],
    [{ metadata: { name: 'a' }, spec: { description: 'd', aws: { region: 'r', kmsKeyId: 7 } } }, false],
    [{ metadata: { name: 'a' }, spec: { description: 'd', aws: { region: 'r', assumeRole: {} } } }, false],
    [{ metadata: { name: 'a' }, spec: {} }, false],
    [{ spec: { description: 'd' } }, false],
    [null, false],
  ])('%j: %s', (value, expected) => {
    expect(isKeeper(value)).toBe(expected);
  });
});
