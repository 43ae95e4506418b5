import { missingActions, missingKeeperActions } from './permissions';

const NONE = { create: false, read: false, write: false, delete: false };

describe('missingActions', () => {
  it('names what is missing, in the order in which it is needed', () => {
    expect(missingActions(NONE, ['read', 'write'])).toEqual(['secret.securevalues:read', 'secret.securevalues:write']);
    expect(missingActions({ ...NONE, read: true }, ['read', 'write'])).toEqual(['secret.securevalues:write']);
    expect(missingActions({ ...NONE, read: true }, ['read'])).toEqual([]);
  });
});

describe('missingKeeperActions', () => {
  it('names those of keepers', () => {
    expect(missingKeeperActions({ ...NONE, read: true }, ['read', 'write'])).toEqual(['secret.keepers:write']);
  });
});
