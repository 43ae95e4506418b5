import { decrypterFindings } from './decrypter-rules.ts';
import { KNOWN_DECRYPTERS, decrypterRegistry, isKnownDecrypter, knownDecrypter } from './decrypters.ts';

describe('the registry of decrypters', () => {
  const { nameOf } = decrypterRegistry([]);

  it('knows the documented services by their own names', () => {
    expect(KNOWN_DECRYPTERS.map(({ id, name }) => [id, name])).toEqual([
      ['k6-cloud', 'Grafana Cloud k6'],
      ['synthetic-monitoring', 'Synthetic Monitoring'],
      ['provisioning.grafana.app', 'Git Sync and provisioning'],
      ['grafana-workflows', 'Workflows'],
    ]);
  });

  it('describes each in one sentence', () => {
    for (const { description } of KNOWN_DECRYPTERS) {
      expect(description).toMatch(/^[A-Z][^.]*\.$/);
    }
  });

  it('holds only identities that the API takes', () => {
    expect(decrypterFindings(KNOWN_DECRYPTERS.map(({ id }) => id))).toEqual([]);
  });

  it('names an unknown service by its identity', () => {
    expect(nameOf('agent-observability')).toBe('agent-observability');
    expect(isKnownDecrypter('agent-observability')).toBe(false);
    expect(knownDecrypter('agent-observability')).toBeUndefined();
  });

  it('names a known service', () => {
    expect(nameOf('k6-cloud')).toBe('Grafana Cloud k6');
    expect(isKnownDecrypter('k6-cloud')).toBe(true);
    expect(knownDecrypter('k6-cloud')?.id).toBe('k6-cloud');
  });

  it.each(['constructor', '__proto__', 'toString', ''])('does not take %j for a service', (id) => {
    expect(isKnownDecrypter(id)).toBe(false);
    expect(nameOf(id)).toBe(id);
  });
});
