import { isSourceRange } from './source-range.ts';

describe('isSourceRange', () => {
  it.each([
    '192.0.2.7',
    '10.0.0.0/8',
    '0.0.0.0/0',
    '2001:db8::/32',
    '::',
    '::1/128',
    '1::',
    '::ffff:192.0.2.7',
    'A::f',
  ])('takes %j', (text) => expect(isSourceRange(text)).toBe(true));

  it.each([
    '',
    ' ',
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.1',
    '256.0.0.1',
    '::/129',
    '1::2::3',
    '1:2:3',
    'fe80::1%eth0',
    '::1/',
    '::1/1/1',
    '1:2:3:4:5:6:7::8:9',
    'example.com',
    '1.2.3.4::',
    ':::',
  ])('refuses %j', (text) => expect(isSourceRange(text)).toBe(false));
});
