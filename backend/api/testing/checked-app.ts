import { isKubernetesPath } from '../../http/paths.ts';
import type { ServedApp } from '../../http/testing/served-app.ts';
import { contractProblems } from './contract.ts';

/** The same app, but that every answer of the API group has to fit the OpenAPI documents, or `send` fails. */
export function contractChecked(app: ServedApp): ServedApp {
  return {
    ...app,
    send: async (method, path, body, headers) => {
      const answer = await app.send(method, path, body, headers);
      const { status, text } = answer;
      const contentType = answer.headers.get('content-type');
      const problems = isKubernetesPath(path) ? contractProblems({ method, path, status, contentType, text }) : [];
      if (problems.length > 0) {
        throw new Error(`An answer does not fit its OpenAPI document: ${problems.join('; ')}`);
      }
      return answer;
    },
  };
}
