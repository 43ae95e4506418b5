import type * as Crypto from 'node:crypto';
import { createSecretKey, randomBytes } from 'node:crypto';
import { open, seal } from './envelope.ts';
import type * as SizeClass from './size-class.ts';
import { pad, unpad } from './size-class.ts';

// The real functions, with a record of the buffers that pass through them.
jest.mock('node:crypto', () => {
  const actual = jest.requireActual<typeof Crypto>('node:crypto');
  return { ...actual, randomBytes: jest.fn(actual.randomBytes) };
});
jest.mock('./size-class.ts', () => {
  const actual = jest.requireActual<typeof SizeClass>('./size-class.ts');
  return { pad: jest.fn(actual.pad), unpad: jest.fn(actual.unpad) };
});

const context = { namespace: 'default', name: 'token', uid: 'uid', version: 1 };
const kek = { id: '0123456789abcdef', key: createSecretKey(Buffer.alloc(32, 7)) };
const plaintext = Buffer.from('value');

beforeEach(() => jest.clearAllMocks());

it('leaves neither the data key nor the padded value in memory after sealing', () => {
  seal(plaintext, context, kek);
  const [dek] = jest.mocked(randomBytes).mock.results.map(({ value }) => value);
  const [padded] = jest.mocked(pad).mock.results.map(({ value }) => value);
  expect(dek).toEqual(Buffer.alloc(32));
  expect(padded).toEqual(Buffer.alloc(68));
});

it('leaves no padded value in memory after opening', () => {
  const value = open(seal(plaintext, context, kek), context, () => kek);
  const [padded] = jest.mocked(unpad).mock.calls.map(([argument]) => argument);
  expect(padded).toEqual(Buffer.alloc(68));
  expect(value.use((bytes) => bytes.toString())).toBe('value');
});
