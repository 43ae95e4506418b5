import { createHash } from 'node:crypto';

const REDACTED = '***SECRET_REDACTED***';

/** A script: `init` when it starts, `body` in every iteration. */
export function script(body: string, init = ''): string {
  return `
    import secrets from 'k6/secrets';
    import http from 'k6/http';
    import { sha256 } from 'k6/crypto';
    const step = (name) => http.post(__ENV.STEPS + name).status;
    const tell = async (key) => {
      try {
        const value = await secrets.get(key);
        console.log(key + ' is ' + value);
        console.log(sha256(value, 'hex'));
      } catch (e) {
        console.log(String(e));
      }
    };
    ${init}
    export default async function () {
      ${body}
    }
  `;
}

/** The body that tells of these keys, one after the other. */
export const telling = (...keys: readonly string[]): string =>
  keys.map((key) => `await tell(${JSON.stringify(key)});`).join('\n');

/** What {@link script}'s `tell` prints of a secret that k6 got. */
export function told(key: string, value: string): string[] {
  return [`${key} is ${REDACTED}`, createHash('sha256').update(value, 'utf8').digest('hex')];
}

/** What it prints of one that k6 did not get. */
export const failedWith = (status: number): string => `status code ${status}: failed to get secret`;
