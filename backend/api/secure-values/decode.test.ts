import fc from 'fast-check';
import { StatusError } from '../../http/status-error.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { readJson } from '../../http/json-reader.ts';
import { decodeSecureValue, isSecret } from './decode.ts';

const CANARY = 'QqCanary-7Qq';

function decode(
  text: string,
  onSecret: (secret: SecretValue) => void = () => undefined
): ReturnType<typeof decodeSecureValue> {
  return decodeSecureValue(readJson(Buffer.from(text), { isSecret, onSecret }));
}

/** JSON whose texts and keys all hold the canary, at the places where fields are. */
const hostile = fc.letrec((tie) => ({
  text: fc.constantFrom(CANARY, `${CANARY}/v1`, `secret.grafana.app/${CANARY}`, `v1${CANARY}`, ''),
  key: fc.constantFrom(
    ...['apiVersion', 'kind', 'metadata', 'spec', 'status', 'name', 'labels', 'annotations', 'ownerReferences'],
    ...['description', 'value', 'ref', 'decrypters', '__proto__', CANARY]
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('text'),
    fc.constantFrom(null, true, 5),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(tie('key') as fc.Arbitrary<string>, tie('value'), { maxKeys: 6 })
  ),
  body: fc.record(
    { apiVersion: tie('value'), kind: tie('value'), metadata: tie('value'), spec: tie('value'), status: tie('value') },
    { requiredKeys: [] }
  ),
}));

describe('decodeSecureValue', () => {
  it('decodes any JSON, or fails with a Status that repeats nothing of it', () => {
    fc.assert(
      fc.property(hostile.body, (body) => {
        const secrets: SecretValue[] = [];
        try {
          const decoded = decode(JSON.stringify(body), (secret) => secrets.push(secret));
          expect(JSON.stringify(decoded.strictProblems)).not.toContain('Canary');
          const { value } = decoded.body.spec;
          expect(value === undefined || secrets.includes(value)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(StatusError);
          expect(error instanceof StatusError && JSON.stringify(error.status)).not.toContain('Canary');
        }
      }),
      { numRuns: 2000 }
    );
  });

  it('takes absent and null for empty, as Go does', () => {
    const empty = {
      metadata: {
        name: '',
        generateName: '',
        namespace: '',
        resourceVersion: '',
        labels: new Map(),
        annotations: new Map(),
        ownerReferences: [],
      },
      spec: { description: '', value: undefined, ref: undefined, decrypters: [] },
    };
    const nulls = {
      metadata: { name: null, generateName: null, labels: null, annotations: null, ownerReferences: null },
      spec: { description: null, value: null, ref: null, decrypters: null },
      status: null,
    };
    for (const body of [{}, { metadata: null, spec: null }, nulls]) {
      expect(decode(JSON.stringify(body))).toEqual({
        body: empty,
        strictProblems: [],
      });
    }
  });

  it('takes the members of a list and a map that are null for empty texts', () => {
    const text = '{"metadata":{"labels":{"a":null},"ownerReferences":[null]},"spec":{"decrypters":[null,"b"]}}';
    expect(decode(text).body).toMatchObject({
      metadata: { labels: new Map([['a', '']]), ownerReferences: [{ apiVersion: '', kind: '', name: '' }] },
      spec: { decrypters: ['', 'b'] },
    });
  });

  it('names unknown and repeated fields by their paths', () => {
    const text =
      '{"foo":1,"metadata":{"name":"a","name":"b","ownerReferences":[{"name":"o","nme":1}]},"spec":{"Description":"d","de script":1},"status":{"x":1}}';
    expect(decode(text).strictProblems).toEqual([
      'unknown field "foo"',
      'unknown field "status.x"',
      'unknown field "metadata.ownerReferences[0].nme"',
      'unknown field "spec.Description"',
      'unknown field "spec.*"',
      'duplicate field "metadata.name"',
    ]);
  });
});
