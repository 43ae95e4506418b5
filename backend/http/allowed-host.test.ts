import fc from 'fast-check';
import { isAllowedHost } from './allowed-host.ts';

const LOOPBACK = { host: '127.0.0.1', publicUrl: undefined };
const EVERYWHERE = { host: '0.0.0.0', publicUrl: undefined };
const PUBLIC = { host: '0.0.0.0', publicUrl: new URL('https://Secrets.example.com') };

describe('isAllowedHost', () => {
  it.each([
    ['127.0.0.1:3000', LOOPBACK, true],
    ['localhost', LOOPBACK, true],
    ['[::1]:3000', LOOPBACK, true],
    ['192.0.2.1', LOOPBACK, false],
    ['example.com', LOOPBACK, false],
    ['localhost:3001', EVERYWHERE, true],
    ['192.0.2.1:3001', EVERYWHERE, true],
    ['[2001:db8::1]', EVERYWHERE, true],
    ['strongroom:3001', EVERYWHERE, false],
    ['secrets.example.com', PUBLIC, true],
    ['SECRETS.example.com:443', PUBLIC, true],
    ['secrets.example.com.evil.example', PUBLIC, false],
    ['strongroom', { host: 'strongroom', publicUrl: undefined }, true],
    ['localhost', { host: '192.0.2.1', publicUrl: undefined }, false],
    ['[2001:db8::1]:1', { host: '::1', publicUrl: new URL('http://[2001:db8::1]:8080') }, true],
    [undefined, EVERYWHERE, false],
    ['', EVERYWHERE, false],
    ['localhost:', EVERYWHERE, false],
    ['localhost:123456', EVERYWHERE, false],
    ['[::1', EVERYWHERE, false],
    ['user@localhost', EVERYWHERE, false],
    ['localhost/x', EVERYWHERE, false],
  ])('%s at %j: %s', (header, servedAt, expected) => {
    expect(isAllowedHost(header, servedAt)).toBe(expected);
  });

  it('lets no domain name pass that it was not told of', () => {
    fc.assert(
      fc.property(fc.domain(), fc.constantFrom(LOOPBACK, EVERYWHERE, PUBLIC), (domain, servedAt) => {
        fc.pre(domain !== 'secrets.example.com');
        expect(isAllowedHost(domain, servedAt)).toBe(false);
      })
    );
  });
});
