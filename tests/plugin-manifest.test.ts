/**
 * `plugin.json` against Grafana's reference of it (https://grafana.com/developers/plugin-tools/reference/plugin-json):
 * the keys that are used here, with the rules of the published schema for them. Any other key has to be added first.
 * `plugin-schema/check.ts` asks the published schema itself.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SOURCE = join(dirname(import.meta.dirname), 'src');
const manifest: unknown = JSON.parse(readFileSync(join(SOURCE, 'plugin.json'), 'utf8'));

/** Says what is wrong with a value, each with its place. */
type Rule = (value: unknown, at: string) => readonly string[];

const text =
  (pattern = /^/): Rule =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${at}: no text that matches ${pattern}`];
const flag: Rule = (value, at) => (typeof value === 'boolean' ? [] : [`${at}: neither true nor false`]);
const listOf =
  (rule: Rule, minimum = 0): Rule =>
  (value, at) => {
    if (!Array.isArray(value) || value.length < minimum) {
      return [`${at}: no list of ${minimum} or more`];
    }
    return value.flatMap((item, index) => rule(item, `${at}[${index}]`));
  };
const object =
  (required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [`${at}: no object`];
    }
    const rules = new Map(Object.entries({ ...required, ...optional }));
    return [
      ...Object.keys(required)
        .filter((key) => !(key in value))
        .map((key) => `${at}.${key}: missing`),
      ...Object.entries(value).flatMap(
        ([key, member]) => rules.get(key)?.(member, `${at}.${key}`) ?? [`${at}.${key}: unknown`]
      ),
    ];
  };

const ID = /^[0-9a-z]+-([0-9a-z]+-)?app$/;
const VERSION = '[0-9]+(\\.[0-9x*]+)?(\\.[0-9x*]+)?(-[0-9A-Za-z.-]+)?';
const COMPARATOR = `(<=|>=|<|>|=|~|\\^)?${VERSION}`;
const RANGE = new RegExp(`^${COMPARATOR}( ${COMPARATOR})?( \\|\\| ${COMPARATOR}( ${COMPARATOR})?)*$`);
const ROLE = /^(Viewer|Editor|Admin|Grafana Admin)$/;
const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/;

const image: Rule = (value, at) => [
  ...text(/^img\//)(value, at),
  ...(existsSync(join(SOURCE, String(value))) ? [] : [`${at}: no such file`]),
];

const PLUGIN = object(
  {
    type: text(/^app$/),
    name: text(/./),
    id: text(ID),
    info: object(
      {
        logos: object({ small: image, large: image }),
        version: text(/^%VERSION%$/),
        updated: text(/^%TODAY%$/),
        keywords: listOf(text(/./), 1),
      },
      {
        description: text(/./),
        author: object({}, { name: text(/./), url: text(/^https:/) }),
        screenshots: listOf(object({ name: text(/./), path: image })),
        links: listOf(object({ name: text(/./), url: text(/^https:/) })),
      }
    ),
    dependencies: object(
      { grafanaDependency: text(RANGE) },
      { plugins: listOf(object({ id: text(), name: text(), type: text() })) }
    ),
  },
  {
    $schema: text(/^https:/),
    includes: listOf(
      object(
        { type: text(/^page$/) },
        {
          name: text(/./),
          path: text(/^\/a\/%PLUGIN_ID%\//),
          icon: text(/./),
          role: text(/^(Viewer|Editor|Admin)$/),
          addToNav: flag,
          defaultNav: flag,
        }
      )
    ),
    routes: listOf(
      object(
        { path: text(/./) },
        {
          method: text(METHOD),
          url: text(/./),
          reqAction: text(/^[a-z0-9.-]+:[a-z]+$/),
          headers: listOf(object({ name: text(/^[A-Za-z-]+$/), content: text() })),
        }
      )
    ),
    roles: listOf(
      object({
        role: object({
          name: text(/./),
          description: text(/./),
          permissions: listOf(object({ action: text(/^strongroom-secrets-app\./) }), 1),
        }),
        grants: listOf(text(ROLE)),
      })
    ),
    extensions: object(
      {},
      {
        addedLinks: listOf(object({ targets: listOf(text(/./), 1), title: text(/.{10,}/) }, { description: text() })),
        exposedComponents: listOf(
          object({ id: text(/^strongroom-secrets-app\/.+\/v\d+$/) }, { title: text(), description: text() })
        ),
      }
    ),
    languages: listOf(text(/^[a-z]{2}-[A-Z]{2}$/), 1),
  }
);

describe('plugin.json', () => {
  it('has the keys and values that Grafana documents', () => {
    expect(PLUGIN(manifest, 'plugin.json')).toEqual([]);
  });

  it.each([
    ['a key that Grafana does not know', { proxy: [] }, 'plugin.json.proxy: unknown'],
    ['an id that is none', { id: 'Strongroom' }, 'plugin.json.id: no text'],
    ['a route without a path', { routes: [{ method: 'GET' }] }, 'plugin.json.routes[0].path: missing'],
    [
      'several methods in one',
      { routes: [{ path: 'a', method: 'GET,POST' }] },
      'plugin.json.routes[0].method: no text',
    ],
    [
      'a role for core',
      {
        roles: [
          { role: { name: 'a', description: 'b', permissions: [{ action: 'secret.keepers:read' }] }, grants: [] },
        ],
      },
      'plugin.json.roles[0].role.permissions[0].action: no text',
    ],
    [
      'a range that is none',
      { dependencies: { grafanaDependency: 'latest' } },
      'plugin.json.dependencies.grafanaDependency: no text',
    ],
  ])('would not do with %s', (_what, change, problem) => {
    const changed = typeof manifest === 'object' ? { ...manifest, ...change } : {};
    expect(PLUGIN(changed, 'plugin.json')).toEqual([expect.stringContaining(problem)]);
  });
});
