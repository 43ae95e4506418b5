import { FakeSecretsApi } from './FakeSecretsApi';

/** Two secrets that Grafana Cloud k6 may read, one of them not alone, and one that it may not. */
export function apiWithK6Secrets(): FakeSecretsApi {
  const api = new FakeSecretsApi();
  api.seed('payments', {
    metadata: { name: 'payments', labels: { team: 'shop', 'example.com/tier': 'gold' } },
    spec: { description: 'Payment provider', decrypters: ['k6-cloud', 'my-service'] },
    value: 'the-old-value',
  });
  api.seed('mail', {
    metadata: { name: 'mail', labels: { team: 'shop' } },
    spec: { description: 'SMTP relay', decrypters: ['synthetic-monitoring'] },
  });
  api.seed('login', { spec: { description: 'Test user', decrypters: ['k6-cloud'] } });
  return api;
}
