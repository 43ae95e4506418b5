import { failure } from '../../backend/api/testing/expected-status.ts';
import { RemoteStoreStandIn } from '../../backend/vault/testing/remote-store-stand-in.ts';
import { GROUP } from '../../src/domain/api-group.ts';
import { AS_ADMIN, InProcessService, type Answer, type Headers } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { keeper, objectOf, secureValue, type Plural } from './objects.ts';

/** On a busy machine, for all callers on one kind. */
const TIMEOUT_MS = 60_000;

const PLURALS: readonly Plural[] = ['securevalues', 'keepers'];
const OPERATIONS = ['create', 'read', 'write', 'delete'] as const;
type Operation = (typeof OPERATIONS)[number];

/** What callers with a permission on one name may touch, what they may not, and what is there in no case. */
const OWN = 'own';
const OTHER = 'other';
const MISSING = 'missing';

/** What a refusal calls a request, and the one operation that it needs. */
interface Verb {
  readonly word: string;
  readonly needs: Operation;
  /** The names to ask about. A request for the whole collection is not refused for its scope: it has no object yet. */
  readonly about: readonly string[];
  /** What a refusal calls the resource, where that is not its plural. */
  readonly subresource?: string;
  readonly of: readonly Plural[];
  readonly ask: (client: CollectionClient, name: string, plural: Plural) => Promise<Answer>;
  /** What who may gets, where the object is there. */
  readonly granted: number;
}

const OF_OBJECTS = [OWN, OTHER, MISSING];
const OF_COLLECTION = [''];

const BOTH = PLURALS;

/** The table: every verb of the group. */
const VERBS: readonly Verb[] = [
  { word: 'list', needs: 'read', about: OF_COLLECTION, of: BOTH, granted: 200, ask: (client) => client.list() },
  {
    word: 'watch',
    needs: 'read',
    about: OF_COLLECTION,
    of: BOTH,
    granted: 405,
    ask: (client) => client.list('?watch=true'),
  },
  {
    word: 'create',
    needs: 'create',
    about: [MISSING, OTHER],
    of: BOTH,
    granted: 201,
    ask: (client, name, plural) => client.create(bodyOf(plural, name)),
  },
  { word: 'get', needs: 'read', about: OF_OBJECTS, of: BOTH, granted: 200, ask: (client, name) => client.get(name) },
  {
    word: 'update',
    needs: 'write',
    about: OF_OBJECTS,
    of: BOTH,
    granted: 200,
    ask: (client, name, plural) => client.put(name, bodyOf(plural, name)),
  },
  {
    word: 'patch',
    needs: 'write',
    about: OF_OBJECTS,
    of: BOTH,
    granted: 200,
    ask: (client, name) => client.patch(name, 'application/merge-patch+json', {}),
  },
  {
    word: 'delete',
    needs: 'delete',
    about: OF_OBJECTS,
    of: BOTH,
    granted: 200,
    ask: (client, name) => client.delete(name),
  },
  {
    word: 'create',
    needs: 'create',
    about: OF_OBJECTS,
    subresource: 'activate',
    of: ['keepers'],
    granted: 200,
    ask: (client, name) => client.activate(name),
  },
];

interface CallerRow {
  readonly title: string;
  readonly token: readonly string[];
  readonly namespace: string;
  /** Whether the caller may do something to an object of this name. */
  readonly may: (plural: Plural, operation: Operation, name: string) => boolean;
  /** Whether the caller has the permission at all, whatever its scope. */
  readonly has: (plural: Plural, operation: Operation) => boolean;
}

const NEVER = () => false;
const ALWAYS = () => true;

function roleRow(role: string, namespace: string): CallerRow {
  const granted = role === 'Admin' ? ALWAYS : NEVER;
  return { title: `the role ${role} of ${namespace}`, token: ['--role', role], namespace, may: granted, has: granted };
}

function permissionRow(
  plural: Plural,
  operation: Operation,
  scope: string | undefined,
  namespace = 'default'
): CallerRow {
  const permission = `secret.${plural}:${operation}`;
  const isThis = (otherPlural: Plural, otherOperation: Operation): boolean =>
    otherPlural === plural && otherOperation === operation;
  const text = scope === undefined ? permission : `${permission}=secret.${plural}:${scope}`;
  return {
    title: `${text} of ${namespace}`,
    token: ['--role', 'None', '--permission', text],
    namespace,
    has: isThis,
    may: (otherPlural, otherOperation, name) =>
      isThis(otherPlural, otherOperation) && (scope === undefined || scope === '*' || scope === `uid:${name}`),
  };
}

/** Every role and every single permission, in both namespaces: without a scope, on all, on one name. */
const CALLERS: readonly CallerRow[] = [
  ...['Admin', 'Editor', 'Viewer', 'None'].flatMap((role) => [roleRow(role, 'default'), roleRow(role, 'org-2')]),
  ...PLURALS.flatMap((plural) =>
    OPERATIONS.flatMap((operation) => [
      permissionRow(plural, operation, undefined),
      permissionRow(plural, operation, '*'),
      permissionRow(plural, operation, undefined, 'org-2'),
      // Nobody can be given a name to create.
      ...(operation === 'create' ? [] : [permissionRow(plural, operation, `uid:${OWN}`)]),
    ])
  ),
];

let service: InProcessService;
beforeAll(async () => {
  service = await InProcessService.start({
    env: { SECRETS_AWS_KEEPERS: 'on' },
    remoteStore: new RemoteStoreStandIn(),
  });
});
afterAll(() => service.close());

function bodyOf(plural: Plural, name: string): object {
  return plural === 'keepers' ? keeper(name) : secureValue(name);
}

/** The 403 of a request, in the words of Kubernetes. */
function forbidden(verb: Verb, plural: Plural, user: string, name: string | undefined, reason: string): string {
  const object = `${plural}.${GROUP}${name === undefined ? '' : ` "${name}"`}`;
  const resource = verb.subresource === undefined ? plural : `${plural}/${verb.subresource}`;
  const message =
    `${object} is forbidden: User "${user}" cannot ${verb.word} resource "${resource}" in API group "${GROUP}" ` +
    `in the namespace "default": ${reason}`;
  return failure(403, 'Forbidden', message, { ...(name === undefined ? {} : { name }), group: GROUP, kind: plural });
}

describe.each(CALLERS.map((row) => [row.title, row] as const))('%s', (_title, row) => {
  let holder: Headers;
  let user: string;
  beforeAll(async () => {
    holder = await service.holder(...row.token, '--namespace', row.namespace);
    user = `token-${(holder.authorization ?? '').split('_')[1]}`;
  });

  it.each(PLURALS)(
    'on %s',
    async (plural) => {
      const admin = new CollectionClient(service, plural, AS_ADMIN);
      const caller = admin.as(holder);
      let before = await putInOrder(admin, plural);
      for (const verb of VERBS.filter(({ of }) => of.includes(plural))) {
        for (const name of verb.about) {
          const { status, text } = await verb.ask(caller, name, plural);
          const title = `${verb.word} ${verb.subresource ?? ''} ${name}`;
          const isGranted = row.namespace === 'default' && isAllowed(row, verb, plural, name);
          if (isGranted) {
            expect([title, status]).toEqual([title, expectedOf(verb, name)]);
            before = await putInOrder(admin, plural);
          } else {
            const reason = row.namespace === 'default' ? 'unauthorized request' : 'invalid org';
            const shownName = verb.about === OF_OBJECTS ? name : undefined;
            expect([title, status, text]).toEqual([title, 403, forbidden(verb, plural, user, shownName, reason)]);
            expect(await snapshotOf(admin)).toBe(before);
          }
        }
      }
    },
    TIMEOUT_MS
  );

  it.each(PLURALS)('sees of %s what it may read, and nothing else', async (plural) => {
    const admin = new CollectionClient(service, plural, AS_ADMIN);
    await putInOrder(admin, plural);
    const answer = await admin.as(holder).list();
    const visible = row.namespace === 'default' ? [OTHER, OWN].filter((name) => row.may(plural, 'read', name)) : [];
    if (row.namespace === 'default' && row.has(plural, 'read')) {
      expect((await admin.as(holder).names()).toSorted()).toEqual(visible);
    } else {
      expect([answer.status, visible]).toEqual([403, []]);
    }
  });
});

function isAllowed(row: CallerRow, { about, needs }: Verb, plural: Plural, name: string): boolean {
  // A create is checked without its scope, of an activation, too.
  return about !== OF_OBJECTS || needs === 'create' ? row.has(plural, needs) : row.may(plural, needs, name);
}

function expectedOf({ about, granted }: Verb, name: string): number {
  if (about === OF_OBJECTS) {
    return name === MISSING ? 404 : granted;
  }
  return name === OTHER ? 409 : granted;
}

/** Sees to it that there are two objects, none of them active, and gives the list of them. */
async function putInOrder(admin: CollectionClient, plural: Plural): Promise<string> {
  if (plural === 'keepers') {
    expect((await admin.activate('system')).status).toBe(200);
  }
  const names = await admin.names();
  for (const name of [OWN, OTHER].filter((wanted) => !names.includes(wanted))) {
    objectOf(await admin.create(bodyOf(plural, name)), 201);
  }
  for (const name of names.filter((there) => there !== OWN && there !== OTHER)) {
    expect((await admin.delete(name)).status).toBe(200);
  }
  return snapshotOf(admin);
}

async function snapshotOf(admin: CollectionClient): Promise<string> {
  return (await admin.list()).text;
}
