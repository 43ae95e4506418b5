import fc from 'fast-check';
import { DEFAULT_LIFETIMES, parseLifetime } from './token-lifetime.ts';

const RULE = 'must be a whole number followed by m, h or d, such as 90m, 24h or 30d, and at most 90d';

describe('parseLifetime', () => {
  it.each([
    ['1m', 60],
    ['90m', 5400],
    [DEFAULT_LIFETIMES.management, 86_400],
    [DEFAULT_LIFETIMES.decrypter, 3600],
    ['30d', 2_592_000],
    ['90d', 7_776_000],
    ['2160h', 7_776_000],
    ['129600m', 7_776_000],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(parseLifetime(text)).toEqual({ ok: true, value: seconds });
  });

  it.each([
    '',
    '0m',
    '00m',
    '024h',
    '24',
    'h',
    '24H',
    '1.5h',
    '-1h',
    '+1h',
    ' 24h',
    '24h ',
    '24h\n',
    '1w',
    '1h30m',
    '١h',
  ])('refuses %j', (text) => {
    expect(parseLifetime(text)).toEqual({ ok: false, rule: RULE });
  });

  it.each(['91d', '2161h', '129601m', `${'9'.repeat(400)}d`])('refuses what is longer than 90 days: %s', (text) => {
    expect(parseLifetime(text)).toEqual({ ok: false, rule: RULE });
  });

  it('gives a whole number of minutes, up to 90 days, or refuses', () => {
    const anyText = fc
      .tuple(fc.oneof(fc.nat(), fc.string()), fc.constantFrom('m', 'h', 'd', 's', ''))
      .map(([count, unit]) => `${count}${unit}`);
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseLifetime(text);
        const value = parsed.ok ? parsed.value : 60;
        expect(Number.isInteger(value / 60) && value >= 60 && value <= 7_776_000).toBe(true);
      })
    );
  });
});
