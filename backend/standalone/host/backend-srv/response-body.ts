import type { BackendSrvRequest } from '@grafana/runtime';

/**
 * The body as the caller asked for it. Without `responseType` it is JSON if it parses and text if not, as in Grafana:
 * a proxy in between may answer an API call with a page.
 */
export async function responseBody(
  response: Response,
  responseType: BackendSrvRequest['responseType']
): Promise<unknown> {
  switch (responseType) {
    case 'blob':
      return response.blob();
    case 'arraybuffer':
      return response.arrayBuffer();
    case 'text':
      return response.text();
    case 'json':
    case undefined:
      return parsedOrText(await response.text());
  }
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
