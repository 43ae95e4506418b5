import fc from 'fast-check';
import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import { parseGrafanaUser } from './grafana-user.ts';

/** As Grafana writes it since version 11; `LastSeenAt`, `Teams` and others are there and are not believed. */
const CONTEXT = {
  UserID: 7,
  UserUID: 'cdh8s1kj2',
  OrgID: 1,
  OrgName: 'Main Org.',
  OrgRole: 'Editor',
  Login: 'ada',
  Name: 'Ada',
  Email: 'ada@example.com',
  EmailVerified: false,
  AuthID: '',
  AuthenticatedBy: 'password',
  Namespace: 'default',
  ApiKeyID: 0,
  IsServiceAccount: false,
  IsGrafanaAdmin: false,
  IsAnonymous: false,
  IsDisabled: false,
  HelpFlags1: 1,
  LastSeenAt: '2026-11-20T09:21:06Z',
  Teams: [3],
};

/** The header as Node hands it over: one character for each byte of UTF-8. */
function headerOf(context: unknown): string {
  return Buffer.from(JSON.stringify(context), 'utf8').toString('latin1');
}

const read = (changes: Record<string, unknown>) => parseGrafanaUser(headerOf({ ...CONTEXT, ...changes }));

describe('X-Grafana-Context', () => {
  it('names a user, their organisation and role', () => {
    expect(read({})).toEqual({
      isAnonymous: false,
      identity: 'user:cdh8s1kj2',
      login: 'ada',
      orgId: 1,
      role: 'Editor',
    });
  });

  it('is read as versions before 9 wrote it', () => {
    const context = { UserId: 7, OrgId: 2, OrgName: 'Two', OrgRole: 'Admin', Login: 'ada', ApiKeyId: 0, OrgCount: 2 };
    expect(parseGrafanaUser(headerOf(context))).toMatchObject({ identity: 'user:7', orgId: 2, role: 'Admin' });
  });

  it('is UTF-8', () => {
    expect(read({ Login: 'jürgen', Name: '花子' })).toMatchObject({ login: 'jürgen' });
    expect(parseGrafanaUser('{"OrgID":1,"UserID":1,"Login":"\xff"}')).toBeUndefined();
  });

  it('names service accounts and API keys for what they are', () => {
    expect(read({ IsServiceAccount: true, Login: 'sa-1-ci' })).toMatchObject({ identity: 'service-account:cdh8s1kj2' });
    expect(read({ UserID: 0, UserUID: '', ApiKeyID: 9, Login: '' })).toMatchObject({
      identity: 'api-key:9',
      login: 'api-key:9',
    });
  });

  it('says when nobody signed in', () => {
    expect(read({ UserID: 0, UserUID: '', Login: '', IsAnonymous: true, OrgRole: 'Viewer' })).toMatchObject({
      isAnonymous: true,
      identity: 'anonymous:0',
    });
    expect(read({ IsAnonymous: true })).toMatchObject({ isAnonymous: true, identity: 'anonymous:0' });
  });

  it.each([['Superuser'], ['admin'], ['']])('gives no role for "%s"', (OrgRole) => {
    expect(read({ OrgRole })).toMatchObject({ role: 'None' });
  });

  it('makes nothing of being a server administrator', () => {
    expect(read({ IsGrafanaAdmin: true })).toEqual(read({}));
  });

  it.each([
    ['no organisation', { OrgID: 0 }],
    ['a negative organisation', { OrgID: -1 }],
    ['half an organisation', { OrgID: 1.5 }],
    ['an organisation past exact numbers', { OrgID: 2 ** 53 }],
    ['an organisation in quotes', { OrgID: '1' }],
    ['nobody', { UserID: 0, UserUID: '' }],
    ['a renderer', { UserID: 0, UserUID: '', AuthenticatedBy: 'render' }],
    ['a disabled user', { IsDisabled: true }],
    ['a uid that is none', { UserUID: 'a:b' }],
    ['a uid with a line break', { UserUID: 'a\nb' }],
    ['a uid that is too long', { UserUID: 'a'.repeat(41) }],
    ['a uid of the wrong type', { UserUID: 7 }],
    ['a login of the wrong type', { Login: { $ne: null } }],
    ['a flag of the wrong type', { IsAnonymous: 'false' }],
    ['the namespace of another organisation', { Namespace: 'org-2' }],
    ['the namespace of a Cloud stack', { Namespace: 'stacks-1' }],
    ['two spellings of one member', { login: 'eve' }],
  ])('is refused with %s', (_what, changes) => {
    expect(read(changes)).toBeUndefined();
  });

  it.each([
    '',
    'null',
    '[]',
    '"user"',
    '{',
    '{"OrgID":1}{"OrgID":2}',
    '{"OrgID":1,"UserID":1}, {"OrgID":2,"UserID":1}',
  ])('is refused where it is no object: %s', (text) => {
    expect(parseGrafanaUser(text)).toBeUndefined();
  });

  it('never throws, and never names anybody outside an organisation', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const user = parseGrafanaUser(text);
        return user === undefined || namespaceOfOrg(user.orgId) !== '';
      })
    );
  });

  it('is read the same however Go spells its fields', () => {
    const spelling = fc.constantFrom(
      (name: string) => name,
      (name: string) => name.toLowerCase(),
      (name: string) => name.replace(/ID$/, 'Id').replace(/UID$/, 'Uid'),
      (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
    );
    fc.assert(
      fc.property(spelling, (spell) => {
        const respelt = Object.fromEntries(Object.entries(CONTEXT).map(([name, value]) => [spell(name), value]));
        expect(parseGrafanaUser(headerOf(respelt))).toEqual(read({}));
      })
    );
  });
});
