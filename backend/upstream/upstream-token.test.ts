import { inspect } from 'node:util';
import { UpstreamToken } from './upstream-token.ts';

it('shows itself to nobody but the Grafana', () => {
  const text = 'glsa_0123456789';
  const token = UpstreamToken.of(text);
  expect(token.authorization).toBe(`Bearer ${text}`);
  const shown = [
    String(token),
    `${token}`,
    JSON.stringify({ token }),
    inspect({ token }),
    JSON.stringify({ ...token }),
  ];
  shown.push(inspect(structuredClone({ ...token })), inspect(token, { showHidden: true, depth: 9 }));
  expect(shown.join('\n')).not.toContain(text);
});
