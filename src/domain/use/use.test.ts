import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { KNOWN_DECRYPTERS } from '../decrypters.ts';
import { k6Script } from '../k6-usage.ts';
import { nameFindings } from '../name.ts';
import { reference, referencedNames, referenceFindings } from '../synthetic-monitoring-reference.ts';
import { consumerKey, consumersOf } from './consumers.ts';
import { repositoryToken } from './git-sync.ts';
import { secureValueManifest } from './kubectl.ts';
import { localName } from './local-name.ts';
import { decrypter, described, name } from './testing/described-secrets.ts';
import { curlCommand, tokenCommand } from './own-service.ts';
import { workflowDefinition } from './workflows.ts';

describe('consumersOf', () => {
  it('has every reader first, every known service and every tool, each once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(decrypter), (decrypters) => {
        const keys = consumersOf(decrypters).map(consumerKey);
        expect(keys.slice(0, decrypters.length)).toEqual(decrypters.map((id) => `service:${id}`));
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).toEqual(expect.arrayContaining(KNOWN_DECRYPTERS.map(({ id }) => `service:${id}`)));
        expect(keys.slice(-2)).toEqual(['terraform', 'kubectl']);
      })
    );
  });
});

describe('the name in a snippet is that of the secret', () => {
  it('in a field of Synthetic Monitoring, as its agent reads it', () => {
    fc.assert(
      fc.property(name, (own) => {
        expect(referencedNames(reference(own))).toEqual([own]);
        expect(referenceFindings(reference(own), 'bearerToken')).toEqual([]);
      })
    );
  });

  it('in a script', () => {
    fc.assert(fc.property(name, (own) => k6Script(own).includes(`secrets.get('${own}')`)));
  });

  it('in a workflow, whose input refers to the key of its address', () => {
    fc.assert(
      fc.property(name, (own) => {
        const { spec } = parseYaml(workflowDefinition(own));
        const [[key, address] = [], ...others] = Object.entries<string>(spec.resources.secrets);
        expect(others).toEqual([]);
        expect(address).toBe(`secret://${own}`);
        expect(nameFindings(own)).toEqual([]);
        expect(key).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
        expect(spec.steps[0].inputs.authSecret).toBe(`\${resources.secret.${key}}`);
      })
    );
  });

  it('in a repository of Git Sync', () => {
    fc.assert(
      fc.property(name, (own) => expect(parseYaml(repositoryToken(own))).toEqual({ secure: { token: { name: own } } }))
    );
  });

  it('in the address that a service asks', () => {
    fc.assert(
      fc.property(name, (own) =>
        curlCommand('https://secrets.example/', own).includes(`/api/v1/secrets/${own}/decrypt'`)
      )
    );
  });

  it('in a manifest, with all the rest', () => {
    fc.assert(
      fc.property(described, (secret) => {
        const { metadata, spec } = parseYaml(secureValueManifest(secret, 'stacks-12'));
        expect(metadata).toEqual({
          name: secret.name,
          namespace: 'stacks-12',
          ...(Object.keys(secret.labels).length > 0 && { labels: secret.labels }),
        });
        expect(spec).toEqual({
          description: secret.description,
          ...(secret.ref !== undefined && { ref: secret.ref }),
          ...(secret.decrypters.length > 0 && { decrypters: secret.decrypters }),
        });
      })
    );
  });
});

describe('a token for a service of one’s own', () => {
  it('is for that service and that secret alone', () => {
    expect(tokenCommand('my-service', 'payments.api')).toBe(
      "npm run -s token -- create --decrypter 'my-service' --only 'payments.api'\n"
    );
  });
});

describe('localName', () => {
  it('is an identifier of Terraform', () => {
    fc.assert(fc.property(name, (own) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(localName(own))));
  });
});
