import fastify from 'fastify';
import type { DecryptionAttempt } from '../consumers/decryption-log.ts';
import { Metrics, type MeasuredStore } from './metrics.ts';
import { addMetrics } from './routes.ts';

const store = {
  sealed: false,
  isReachable: async () => true,
  countVersions: async () => ({ active: 3, inactive: 2 }),
};

async function linesOf(metrics: Metrics): Promise<string[]> {
  return (await metrics.text()).split('\n');
}

describe('metrics', () => {
  it('have what the store is like now', async () => {
    const changing: { -readonly [Key in keyof MeasuredStore]: MeasuredStore[Key] } = { ...store };
    const metrics = new Metrics(changing);
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'strongroom_secure_value_versions{state="active"} 3',
        'strongroom_secure_value_versions{state="inactive"} 2',
        'strongroom_sealed 0',
        'strongroom_database_up 1',
      ])
    );
    changing.sealed = true;
    changing.isReachable = async () => false;
    changing.countVersions = () => Promise.reject(new Error('gone'));
    const lines = await linesOf(metrics);
    expect(lines).toEqual(expect.arrayContaining(['strongroom_sealed 1', 'strongroom_database_up 0']));
    expect(lines.filter((line) => line.startsWith('strongroom_secure_value_versions'))).toEqual([]);
  });

  it('count attempts to read a value by decrypter, outcome and reason, and pass them on', async () => {
    const metrics = new Metrics(store);
    const seen: DecryptionAttempt[] = [];
    const log = metrics.counting({ record: async (attempt) => void seen.push(attempt) });
    const attempt = {
      requestId: 'r',
      operation: 'decrypt',
      source: '127.0.0.1',
      name: 'a-name',
      version: 1,
    } as const;
    const actor = {
      tokenId: 'abcdefghijkl',
      decrypter: 'k6-cloud',
      namespace: 'default',
    } as DecryptionAttempt['actor'];
    await log.record({ ...attempt, actor, outcome: { kind: 'allowed' } });
    await log.record({ ...attempt, actor, outcome: { kind: 'refused', reason: 'absent' } });
    await log.record({ ...attempt, actor: undefined, outcome: { kind: 'refused', reason: 'no-token' } });
    expect(seen).toHaveLength(3);
    const lines = (await linesOf(metrics)).filter((line) => line.startsWith('strongroom_decryptions_total'));
    expect(lines).toEqual([
      'strongroom_decryptions_total{decrypter="k6-cloud",outcome="allowed",reason=""} 1',
      'strongroom_decryptions_total{decrypter="k6-cloud",outcome="refused",reason="absent"} 1',
      'strongroom_decryptions_total{decrypter="",outcome="refused",reason="no-token"} 1',
    ]);
  });

  it('count requests by the pattern of their route, so that no path shows', async () => {
    const metrics = new Metrics(store);
    const app = fastify();
    addMetrics(app, metrics);
    app.get('/things/:name', async () => 'a thing');
    try {
      await app.inject('/things/a-secret-name');
      await app.inject('/a-secret-name');
      const { headers, body } = await app.inject('/metrics');
      expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
      expect(body).toContain('_count{method="GET",route="/things/:name",status="200"} 1');
      expect(body).toContain('_count{method="GET",route="none",status="404"} 1');
      expect(body).not.toContain('a-secret-name');
    } finally {
      await app.close();
    }
  });
});
