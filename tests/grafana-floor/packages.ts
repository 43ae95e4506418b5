/** A published package, pinned as a lockfile would pin it. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the registry's archive. */
  readonly integrity: `sha512-${string}`;
}

/**
 * The oldest Grafana that `grafanaDependency` in plugin.json allows, and its React. They cannot be dependencies:
 * `@grafana/ui` 12 asks for an archive from outside the npm registry, and two Reacts in one tree help nobody.
 */
export const FLOOR_PACKAGES: readonly PinnedPackage[] = [
  {
    name: '@grafana/data',
    version: '12.4.0',
    integrity: 'sha512-clIlKlEHq3Ieho4ji5Yb4a5XMPheUzTNuNBwNHoHvtulzXQOtYmmKxjJ1sOwJWsMuqNwV+YdEhQqWKWsWaRd0g==',
  },
  {
    name: '@grafana/e2e-selectors',
    version: '12.4.0',
    integrity: 'sha512-GPFmqIJJD8yom7ld4NxAFW2kFTqiOta/8KlsqDoasiNIWjwPp2fn3ILTuZ97a+W0D7Z1LJ9QKznFXOAhKpFRJQ==',
  },
  {
    name: '@grafana/i18n',
    version: '12.4.0',
    integrity: 'sha512-q+FqI+KjF2/jzzTv5gwDaJMmNmONjjT2SsX+SNOJby0b3Lx10B/6TSyPTEsOeeAEr59ClpQmNmSo4e1C2/v5MA==',
  },
  {
    name: '@grafana/runtime',
    version: '12.4.0',
    integrity: 'sha512-e03r1dsy671sEe+bEbMyBQFx0ijBJZIIyZPTEVeEJ+1XeAAkPafov0uV+w3nr+11/WqMU40ZQgjNxvgnNUGkBw==',
  },
  {
    name: '@grafana/schema',
    version: '12.4.0',
    integrity: 'sha512-UEcsY6anwBuBdDt7C9Ke00p374iiBtPYiw+m+QnnXESCPW9x+nPZCF5utDs6irao6moIJmFU2Mm7F6I81BmKlA==',
  },
  {
    name: '@grafana/ui',
    version: '12.4.0',
    integrity: 'sha512-ikB/qMmwd2OWsPA3i1tjuvMb+ZWw/FEwi6PgWTiUaATnNA5hqkBXPowjvw4VTsX9h5vq2TILxrQnHjv9kiBn7A==',
  },
  {
    name: '@types/react',
    version: '18.3.31',
    integrity: 'sha512-vfEqpXTvwT91yhmwdfouStN2hSKwTvyRs8qpLfADyrq/kxDw0hZM7Wk9Ug1FELj8hIby+S/+kQCSRFF32nv2Qw==',
  },
];
