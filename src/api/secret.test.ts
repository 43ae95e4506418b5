import fc from 'fast-check';
import { SERVER_ANNOTATIONS, type SecureValue } from '../domain/secure-value';
import { toCreateBody, toSecret, toUpdateBody, type SecretDraft } from './secret';

const STAMPS = {
  [SERVER_ANNOTATIONS.createdBy]: 'user:a',
  [SERVER_ANNOTATIONS.updatedBy]: 'user:b',
  [SERVER_ANNOTATIONS.updatedTimestamp]: '2026-01-02T00:00:00Z',
};

const stringMap = fc.dictionary(fc.string(), fc.string());

const secureValue: fc.Arbitrary<SecureValue> = fc.record({
  metadata: fc.record(
    {
      name: fc.string({ minLength: 1 }),
      resourceVersion: fc.stringMatching(/^\d{1,10}$/),
      labels: stringMap,
      annotations: stringMap.map((annotations) => ({ ...annotations, ...STAMPS })),
      ownerReferences: fc.array(fc.record({ apiVersion: fc.string(), kind: fc.string(), name: fc.string() }), {
        maxLength: 1,
      }),
    },
    { requiredKeys: ['name'] }
  ),
  spec: fc.record(
    { description: fc.string(), ref: fc.string(), decrypters: fc.array(fc.string()) },
    { requiredKeys: ['description'] }
  ),
});

/** What a form holds before anything was changed in it. */
function unchanged({ name, description, labels, decrypters }: ReturnType<typeof toSecret>): SecretDraft {
  return { name, description, labels, decrypters };
}

describe('toUpdateBody', () => {
  it('sends back everything that PUT would clear, and neither a value nor what is the server’s', () => {
    fc.assert(
      fc.property(secureValue, (object) => {
        const secret = toSecret(object);
        const { metadata, spec } = toUpdateBody(secret, unchanged(secret));
        const { annotations = {}, labels = {}, ownerReferences = [] } = object.metadata;

        expect(metadata.name).toBe(object.metadata.name);
        expect(metadata.resourceVersion).toBe(object.metadata.resourceVersion);
        expect({ ...metadata.labels }).toEqual({ ...labels });
        expect(metadata.ownerReferences ?? []).toEqual(ownerReferences);
        expect({ ...metadata.annotations, ...(object.metadata.annotations && STAMPS) }).toEqual({ ...annotations });
        expect(Object.keys(metadata.annotations ?? {})).not.toContain(SERVER_ANNOTATIONS.createdBy);
        expect(spec.decrypters).toEqual(object.spec.decrypters ?? []);
        expect(spec.ref).toBe(object.spec.ref);
        expect(Object.keys(spec)).not.toContain('value');
      })
    );
  });

  it('sends a new value as it is, an empty one too', () => {
    const secret = toSecret({ metadata: { name: 'a' }, spec: { description: 'd' } });
    expect(toUpdateBody(secret, { ...unchanged(secret), value: '' }).spec.value).toBe('');
    expect(toUpdateBody(secret, { ...unchanged(secret), value: ' v\n' }).spec.value).toBe(' v\n');
  });
});

describe('toSecret', () => {
  it('has no place for a value that a server should never have sent', () => {
    const leaking: SecureValue = JSON.parse(
      '{"metadata":{"name":"a","annotations":{}},"spec":{"description":"d","value":"s3cret"},"status":{"value":"s3cret"}}'
    );
    expect(JSON.stringify(toSecret(leaking))).not.toContain('s3cret');
  });

  it('tells who made and changed it, what it belongs to, and what manages it', () => {
    const owner = { apiVersion: 'g/v1', kind: 'Repository', name: 'docs' };
    const secret = toSecret({
      metadata: {
        name: 'a',
        creationTimestamp: '2026-01-01T00:00:00Z',
        annotations: { ...STAMPS, 'grafana.app/managedBy': 'terraform' },
        ownerReferences: [owner],
      },
      spec: { description: 'd' },
      status: { version: 3, keeper: 'system' },
    });
    expect(secret).toMatchObject({
      created: '2026-01-01T00:00:00Z',
      createdBy: 'user:a',
      modified: '2026-01-02T00:00:00Z',
      modifiedBy: 'user:b',
      owner,
      managedBy: 'terraform',
      version: 3,
      keeper: 'system',
      decrypters: [],
      labels: {},
    });
  });
});

describe('toCreateBody', () => {
  it('holds the draft and nothing else', () => {
    const draft: SecretDraft = { name: 'a', description: 'd', labels: {}, decrypters: ['k6-cloud'], value: 'v' };
    expect(toCreateBody(draft)).toEqual({
      metadata: { name: 'a' },
      spec: { description: 'd', decrypters: ['k6-cloud'], value: 'v' },
    });
  });
});
