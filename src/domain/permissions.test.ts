import { KEEPERS, SECURE_VALUES } from './api-group.ts';
import { actionFor, type Verb } from './permissions.ts';

describe('actionFor', () => {
  const table: Array<[Verb, string]> = [
    ['create', 'create'],
    ['get', 'read'],
    ['list', 'read'],
    ['watch', 'read'],
    ['update', 'write'],
    ['patch', 'write'],
    ['delete', 'delete'],
    ['deletecollection', 'delete'],
  ];

  it.each(table)('%s needs the action %s', (verb, operation) => {
    expect(actionFor(SECURE_VALUES, verb)).toBe(`secret.securevalues:${operation}`);
    expect(actionFor(KEEPERS, verb)).toBe(`secret.keepers:${operation}`);
  });
});
