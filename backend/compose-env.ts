/**
 * `node backend/launch.mjs backend/compose-env.ts`: makes sure that `.env`, which Docker Compose reads, holds the token
 * that Grafana and the backend share. What is in the file stays as it is.
 */
import { ensureGrafanaToken } from './compose-token.ts';

await ensureGrafanaToken('.env');
