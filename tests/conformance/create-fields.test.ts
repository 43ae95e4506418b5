import { invalid } from '../../backend/api/testing/expected-status.ts';
import { InProcessService, type Answer } from '../in-process-service.ts';
import {
  DECRYPTERS_TOO_MANY,
  DESCRIPTION_REQUIRED,
  decrypterInvalid,
  nameInvalid,
  VALUE_AND_REF,
  VALUE_OR_REF_REQUIRED,
  VALUE_TOO_LONG,
} from './causes.ts';
import { CollectionClient } from './collection-client.ts';
import { causesOf, objectOf, secureValue, VALUE_MAX_BYTES } from './objects.ts';
import { refusedCreation } from './refused-creation.ts';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

const refused = (body: unknown, query?: string): Promise<Answer> => refusedCreation(values, body, query);

describe('descriptions', () => {
  it('#30 are required', async () => {
    const { status, text } = await refused({ metadata: { name: 'a' }, spec: { value: 'v' } });
    expect([status, text]).toEqual([422, invalid('a', DESCRIPTION_REQUIRED)]);
  });

  it('#31 cannot be empty', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { description: '' } }));
    expect([status, text]).toEqual([422, invalid('a', DESCRIPTION_REQUIRED)]);
  });

  it('#32 may have more than 25 characters', async () => {
    const description = 'd'.repeat(26);
    expect(objectOf(await values.create(secureValue('a', { spec: { description } })), 201).spec.description).toBe(
      description
    );
  });

  it('#33 may not have more than 253 characters', async () => {
    objectOf(await values.create(secureValue('longest', { spec: { description: 'ü'.repeat(253) } })), 201);
    const answer = await values.create(secureValue('a', { spec: { description: 'd'.repeat(254) } }));
    expect(causesOf(answer, 'a')).toEqual([
      { reason: 'FieldValueTooLong', message: expect.stringMatching(/^Too long: .*253/), field: 'spec.description' },
    ]);
    expect(await values.names()).toEqual(['longest']);
  });
});

describe('values', () => {
  it('#34 or references are required', async () => {
    const { status, text } = await refused({ metadata: { name: 'a' }, spec: { description: 'd' } });
    expect([status, text]).toEqual([422, invalid('a', VALUE_OR_REF_REQUIRED)]);
  });

  it('#35 cannot be empty', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { value: '' } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_OR_REF_REQUIRED)]);
  });

  it('#36 cannot be null', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { value: null } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_OR_REF_REQUIRED)]);
  });

  it('#37 cannot stand beside a reference', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { ref: 'r' } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_AND_REF)]);
  });

  it('#38 and descriptions are missed in one answer', async () => {
    const { status, text } = await refused({ metadata: { name: 'a' }, spec: {} });
    expect([status, text]).toEqual([422, invalid('a', DESCRIPTION_REQUIRED, VALUE_OR_REF_REQUIRED)]);
  });

  it('#39 may have 24 576 bytes', async () => {
    objectOf(await values.create(secureValue('a', { spec: { value: 'x'.repeat(VALUE_MAX_BYTES) } })), 201);
    objectOf(await values.create(secureValue('b', { spec: { value: 'ü'.repeat(VALUE_MAX_BYTES / 2) } })), 201);
  });

  it('#40 may not have 24 577 bytes', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { value: 'x'.repeat(VALUE_MAX_BYTES + 1) } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_TOO_LONG)]);
  });

  it('#41 are measured in bytes and not in characters', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { value: 'ü'.repeat(VALUE_MAX_BYTES / 2 + 1) } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_TOO_LONG)]);
  });
});

describe('names', () => {
  it('#42 have no capitals and underscores', async () => {
    const { status, text } = await refused(secureValue('My_Secret'));
    // As JSON writes the backslash of the rule.
    expect([status, text]).toEqual([422, invalid('My_Secret', nameInvalid('My_Secret'))]);
  });

  it('#43 are DNS subdomains', async () => {
    for (const name of ['a..b', '-a', 'a-', 'a/b', '.a', 'a.', 'a b', 'ä', '..', '.']) {
      expect(causesOf(await refused(secureValue(name)), name)).toEqual([nameInvalid(name)]);
    }
  });

  it('#44 may have 253 characters', async () => {
    const name = `${'a'.repeat(251)}.b`;
    expect(objectOf(await values.create(secureValue(name, { spec: { value: 'v' } })), 201).metadata.name).toBe(name);
    expect(objectOf(await values.get(name)).metadata.name).toBe(name);
  });

  it('#45 may not have 254 characters', async () => {
    const name = 'a'.repeat(254);
    expect(causesOf(await refused(secureValue(name)), name)).toEqual([
      nameInvalid(name, 'must be no more than 253 characters'),
    ]);
  });
});

describe('decrypters', () => {
  const withDecrypters = (...decrypters: string[]) => secureValue('a', { spec: { decrypters } });
  const distinct = (count: number) => Array.from({ length: count }, (_, index) => `service-${count - index}`);

  it('#46 are label values', async () => {
    const { status, text } = await refused(withDecrypters('a/b'));
    expect([status, text]).toEqual([422, invalid('a', decrypterInvalid(0, 'a/b'))]);
  });

  it('#47 cannot be empty or white space', async () => {
    for (const decrypter of ['', '  ']) {
      const { status, text } = await refused(withDecrypters(decrypter));
      const cause = decrypterInvalid(0, '', 'decrypters cannot be empty if specified');
      expect([decrypter, status, text]).toEqual([decrypter, 422, invalid('a', cause)]);
    }
  });

  it('#48 are there once', async () => {
    const { status, text } = await refused(withDecrypters('x', 'x'));
    expect([status, text]).toEqual([422, invalid('a', decrypterInvalid(1, 'x', 'decrypters must be unique'))]);
  });

  it('#49 are at most 64, and else nothing but that is said', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { decrypters: [...distinct(64), 'a/b'] } }));
    expect([status, text]).toEqual([422, invalid('a', DECRYPTERS_TOO_MANY)]);
    const worse = { spec: { description: '', value: null, decrypters: distinct(65) } };
    expect(causesOf(await refused(secureValue('a', worse)), 'a')).toEqual([DECRYPTERS_TOO_MANY]);
  });

  it('#50 keep their order', async () => {
    const decrypters = distinct(64);
    expect(objectOf(await values.create(withDecrypters(...decrypters)), 201).spec.decrypters).toEqual(decrypters);
    expect(objectOf(await values.get('a')).spec.decrypters).toEqual(decrypters);
  });

  it('#51 have at most 63 characters', async () => {
    const decrypter = 'x'.repeat(64);
    const cause = decrypterInvalid(0, decrypter, 'must be no more than 63 characters');
    expect(causesOf(await refused(withDecrypters(decrypter)), 'a')).toEqual([cause]);
    objectOf(await values.create(withDecrypters('x'.repeat(63))), 201);
  });

  it('#52 may be anybody', async () => {
    expect(objectOf(await values.create(withDecrypters('totally-unknown')), 201).spec.decrypters).toEqual([
      'totally-unknown',
    ]);
  });

  it('#53 may be nobody', async () => {
    expect(objectOf(await values.create(withDecrypters()), 201).spec).not.toHaveProperty('decrypters');
    expect(objectOf(await values.create(secureValue('b')), 201).spec).not.toHaveProperty('decrypters');
  });
});
