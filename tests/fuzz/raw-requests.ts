import fc from 'fast-check';
import { SECURE_VALUES_PATH } from '../conformance/objects.ts';
import { secretText } from './hostile-texts.ts';
import type { RawRequest } from './wire.ts';

const CRLF = '\r\n';

/**
 * Bytes that no HTTP client sends: requests that are read in two ways, cut short, or none at all. Each tries to create
 * `smuggled`, or to delete `a`, in a way that must not work.
 *
 * @param authorization of an administrator.
 */
export function rawRequest(authorization: string): fc.Arbitrary<RawRequest> {
  const auth = `Authorization: ${authorization}`;
  const host = 'Host: 127.0.0.1';
  const post = `POST ${SECURE_VALUES_PATH} HTTP/1.1`;
  const smuggled = `DELETE ${SECURE_VALUES_PATH}/a HTTP/1.1${CRLF}${host}${CRLF}${auth}${CRLF}${CRLF}`;
  return secretText.chain((secret) => {
    const body = JSON.stringify({ metadata: { name: 'smuggled' }, spec: { description: 'd', value: ascii(secret) } });
    const { length } = body;
    const whole = (...lines: readonly string[]): string => [...lines, '', ''].join(CRLF);
    const complete = [
      // Two lengths, or a length and chunks (RFC 9112, section 6.3).
      whole(post, host, auth, `Content-Length: ${length}`, 'Content-Length: 0') + body,
      whole(post, host, auth, `Content-Length: ${length}`, 'Transfer-Encoding: chunked') + `0${CRLF}${CRLF}${smuggled}`,
      whole(post, host, auth, 'Content-Length: +5') + body,
      whole(post, host, auth, `Content-Length: ${length}, ${length}`) + body,
      whole(post, host, auth, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + body,
      whole(post, host, auth, 'Transfer-Encoding: xchunked') + body,
      whole(post, host, auth, 'Transfer-Encoding : chunked') + body,
      whole(post, host, auth, 'Transfer-Encoding: chunked') + `zz${CRLF}${body}${CRLF}0${CRLF}${CRLF}`,
      whole(post, host, auth, 'Transfer-Encoding: chunked') + `ffffffffffffffffff${CRLF}${body}`,
      // Header lines that are none.
      whole(post, host, auth, `X-Evil ${ascii(secret)}`),
      whole(post, host, auth, ` folded: ${length}`),
      whole(post, host, auth, 'X-Nul: a\u0000b'),
      whole(post, host, auth, ': empty'),
      whole(post, host, auth, `X-Long: ${'x'.repeat(70_000)}`),
      whole(post, host, auth, ...Array.from({ length: 3_000 }, (_, index) => `X-${index}: y`)),
      // Request lines that are none.
      whole(`POST ${SECURE_VALUES_PATH}`, host, auth) + body,
      whole(`POST ${SECURE_VALUES_PATH} HTTP/9.9`, host, auth) + body,
      whole(`POST  ${SECURE_VALUES_PATH} HTTP/1.1`, host, auth) + body,
      whole(`POST /%zz${encodeURIComponent(secret)} HTTP/1.1`, host, auth, 'Connection: close'),
      whole(`post ${SECURE_VALUES_PATH} HTTP/1.1`, host, auth) + body,
      whole(`${secret.slice(0, 14)} / HTTP/1.1`, host, auth),
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
      `GET /${CRLF}${CRLF}`,
      // No host, or two (RFC 9112, section 3.2).
      whole(post, auth, `Content-Length: ${length}`, 'Connection: close') + body,
      whole(post, host, 'Host: evil.example', auth, `Content-Length: ${length}`, 'Connection: close') + body,
      whole(post, 'Host: evil.example', auth, `Content-Length: ${length}`, 'Connection: close') + body,
      // Two tokens, of which one would do.
      whole(post, host, auth, 'Authorization: Bearer wrong', `Content-Length: ${length}`, 'Connection: close').replace(
        auth,
        'Authorization: Bearer wrong'
      ) + body,
    ];
    const endsEarly = [
      whole(post, host, auth, `Content-Length: ${length + 1}`) + body,
      whole(post, host, auth, `Content-Length: ${length}`) + body.slice(0, -1),
      whole(post, host, auth, 'Transfer-Encoding: chunked') + `${length.toString(16)}${CRLF}${body}`,
      whole(post, host, auth, 'Transfer-Encoding: chunked') + `${length.toString(16)}${CRLF}${body}${CRLF}`,
      [post, host, auth].join(CRLF),
      post.slice(0, 20),
      '',
    ];
    return fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...complete).map((text) => rawOf(text, false)) },
      { weight: 1, arbitrary: fc.constantFrom(...endsEarly).map((text) => rawOf(text, true)) }
    );
  });
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '');
}

function rawOf(text: string, endsEarly: boolean): RawRequest {
  return { bytes: Buffer.from(text, 'latin1'), endsEarly };
}
