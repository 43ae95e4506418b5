import { InProcessService, type Answer } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue } from './objects.ts';
import { ValueReader } from './value-reader.ts';

/** On a busy machine, with one file to write to. */
const TIMEOUT_MS = 60_000;

const READER = 'k6-cloud';
const WRITERS = Array.from({ length: 200 }, (_, index) => index);
const AFTER_THE_FIRST = WRITERS.map((index) => index + 2);

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());

function versionOf(answer: Answer): number {
  return Number(objectOf(answer).status.version);
}

describe('two hundred writers at once', () => {
  it(
    'who replace one object make versions 2 to 201, each once, and the last one stays',
    async () => {
      const bodyOf = (writer: number) =>
        secureValue('replaced', { spec: { description: `by ${writer}`, value: `of ${writer}`, decrypters: [READER] } });
      objectOf(await values.create(bodyOf(-1)), 201);
      const answers = await Promise.all(WRITERS.map((writer) => values.put('replaced', bodyOf(writer))));

      const versions = answers.map(versionOf);
      expect(versions.toSorted((a, b) => a - b)).toEqual(AFTER_THE_FIRST);
      const last = versions.indexOf(201);
      const stored = objectOf(await values.get('replaced'));
      expect([stored.status.version, stored.spec.description]).toEqual([201, `by ${last}`]);
      expect(await new ValueReader(service).valueOf('replaced', READER)).toBe(`of ${last}`);
    },
    TIMEOUT_MS
  );

  it(
    'who patch one object lose nothing of each other',
    async () => {
      objectOf(await values.create(secureValue('patched')), 201);
      const patches = WRITERS.map((writer) =>
        values.patch('patched', 'application/merge-patch+json', {
          metadata: { labels: { [`writer-${writer}`]: 'was-here' } },
        })
      );
      const versions = (await Promise.all(patches)).map(versionOf);
      expect(versions.toSorted((a, b) => a - b)).toEqual(AFTER_THE_FIRST);
      const { labels = {} } = objectOf(await values.get('patched')).metadata;
      expect(Object.keys(labels).toSorted()).toEqual(WRITERS.map((writer) => `writer-${writer}`).toSorted());
    },
    TIMEOUT_MS
  );

  it(
    'who create one object create it once',
    async () => {
      const answers = await Promise.all(
        WRITERS.map((writer) => values.create(secureValue('created', { spec: { description: `by ${writer}` } })))
      );
      const created = answers.filter(({ status }) => status === 201);
      expect([created.length, answers.filter(({ status }) => status === 409).length]).toEqual([1, 199]);
      expect(created.map(({ text }) => text)).toEqual([(await values.get('created')).text]);
    },
    TIMEOUT_MS
  );

  it(
    'who delete and create one object number its versions without a gap',
    async () => {
      objectOf(await values.create(secureValue('churned')), 201);
      const answers = await Promise.all(
        WRITERS.map((writer) => (writer % 2 === 0 ? values.delete('churned') : values.create(secureValue('churned'))))
      );
      expect(answers.filter(({ status }) => ![200, 201, 404, 409].includes(status))).toEqual([]);
      const versions = answers
        .filter(({ status }) => status === 201)
        .map((answer) => Number(objectOf(answer, 201).status.version));
      expect(versions.toSorted((a, b) => a - b)).toEqual(versions.map((_version, index) => index + 2));
    },
    TIMEOUT_MS
  );
});
