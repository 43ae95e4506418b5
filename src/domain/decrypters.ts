/** A service of Grafana that can be named in a secret's `decrypters`. */
export interface Decrypter {
  /** The service identity, as it stands in `spec.decrypters`. */
  readonly id: string;
  /** The product's own name, the same in every language. */
  readonly name: string;
  /** One sentence: what may read the value. */
  readonly description: string;
}

/** The service identity of Grafana Cloud k6. */
export const K6_DECRYPTER = 'k6-cloud';

/**
 * The services known to read secrets (Grafana's HTTP API and Workflows documentation). Not an allow list: the API takes
 * any Kubernetes label value, so an unknown decrypter is legal and is always kept.
 */
export const KNOWN_DECRYPTERS: readonly Decrypter[] = [
  {
    id: K6_DECRYPTER,
    name: 'Grafana Cloud k6',
    description: 'Test scripts that run in Grafana Cloud k6 may read the value.',
  },
  {
    id: 'synthetic-monitoring',
    name: 'Synthetic Monitoring',
    description: 'Scripted and browser checks of Synthetic Monitoring may read the value.',
  },
  {
    id: 'provisioning.grafana.app',
    name: 'Git Sync and provisioning',
    description: 'Git Sync and the provisioning of Grafana resources may read the value.',
  },
  {
    id: 'grafana-workflows',
    name: 'Workflows',
    description: 'Workflows that refer to the secret may read the value while they run.',
  },
];

/** Services by their identities: those known here, and those that an administrator has added. */
export interface DecrypterRegistry {
  readonly all: readonly Decrypter[];
  readonly find: (id: string) => Decrypter | undefined;
  /** The name to show for a service identity: an unknown one is its own name. */
  readonly nameOf: (id: string) => string;
}

/** The known services and the added ones, which come last. An added one replaces the known one of the same identity. */
export function decrypterRegistry(added: readonly Decrypter[]): DecrypterRegistry {
  const byId = new Map([...KNOWN_DECRYPTERS, ...added].map((decrypter) => [decrypter.id, decrypter]));
  const find = (id: string) => byId.get(id);
  return { all: [...byId.values()], find, nameOf: (id) => find(id)?.name ?? id };
}

const KNOWN = decrypterRegistry([]);

/** Whether it is one of those known here, whatever an administrator has added. */
export function isKnownDecrypter(id: string): boolean {
  return KNOWN.find(id) !== undefined;
}

/** The one of those known here, or undefined, whatever an administrator has added. */
export function knownDecrypter(id: string): Decrypter | undefined {
  return KNOWN.find(id);
}
