import fc from 'fast-check';
import { DECRYPTERS_MAX } from './limits.ts';
import {
  decodeQuarantine,
  encodeQuarantine,
  endQuarantine,
  mayBeDeleted,
  QUARANTINE_ANNOTATION,
  QUARANTINE_DAYS,
  quarantineState,
  startQuarantine,
  type Quarantinable,
  type QuarantineChange,
  type QuarantineDays,
} from './quarantine.ts';

const NOW = Date.parse('2026-11-21T13:00:00Z');

const decrypter = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/);
const decrypters = fc.uniqueArray(decrypter, { minLength: 1, maxLength: DECRYPTERS_MAX });
const annotations = fc
  .dictionary(fc.string({ minLength: 1 }), fc.string())
  .filter((all) => !Object.hasOwn(all, QUARANTINE_ANNOTATION) && !Object.hasOwn(all, '__proto__'))
  .map((all) => ({ ...all }));
const secret: fc.Arbitrary<Quarantinable> = fc.record({ annotations, decrypters });
const days = fc.constantFrom(...QUARANTINE_DAYS);
/** Until the year 9000, to the millisecond. */
const now = fc.integer({ min: 0, max: Date.parse('9000-01-01T00:00:00Z') });

function quarantined(before: Quarantinable, planned: QuarantineDays, time = NOW): QuarantineChange {
  const change = startQuarantine(before, planned, time);
  if (change === undefined) {
    throw new Error('It was not quarantined');
  }
  return change;
}

describe('a quarantine', () => {
  it('takes the secret from everybody, remembers exactly them, and gives it back to exactly them', () => {
    fc.assert(
      fc.property(secret, days, now, (before, planned, time) => {
        const during = quarantined(before, planned, time);
        const state = quarantineState(during);
        expect(during.decrypters).toEqual([]);
        expect(state).toMatchObject({ kind: 'quarantined', quarantine: { decrypters: before.decrypters } });
        expect(endQuarantine(during)).toEqual(before);
      })
    );
  });

  it('leaves every other annotation alone', () => {
    fc.assert(
      fc.property(secret, days, now, (before, planned, time) => {
        const { [QUARANTINE_ANNOTATION]: own, ...others } = quarantined(before, planned, time).annotations;
        expect(own).toBeDefined();
        expect(others).toEqual(before.annotations);
      })
    );
  });

  it('lets nobody be lost whom others add while it lasts, and tells of it', () => {
    fc.assert(
      fc.property(secret, decrypters, days, now, (before, added, planned, time) => {
        const overtaken = { ...quarantined(before, planned, time), decrypters: added };
        expect(quarantineState(overtaken).kind).toBe('overtaken');
        const all = [...before.decrypters, ...added.filter((id) => !before.decrypters.includes(id))];
        expect(endQuarantine(overtaken).decrypters).toEqual(all);
        fc.pre(all.length <= DECRYPTERS_MAX);
        const again = quarantined(overtaken, planned, time);
        expect(again.decrypters).toEqual([]);
        expect(endQuarantine(again).decrypters).toEqual(all);
      })
    );
  });

  it('does not begin without anybody to take the secret from', () => {
    expect(startQuarantine({ annotations: {}, decrypters: [] }, 7, NOW)).toBeUndefined();
    expect(startQuarantine(quarantined({ annotations: {}, decrypters: ['k6-cloud'] }, 7), 7, NOW)).toBeUndefined();
  });

  it('does not begin again where somebody could not be given it back', () => {
    const most = Array.from({ length: DECRYPTERS_MAX }, (_, n) => `service-${n}`);
    const overtaken = { ...quarantined({ annotations: {}, decrypters: most }, 7), decrypters: ['one-more'] };
    expect(startQuarantine(overtaken, 7, NOW)).toBeUndefined();
  });

  it('is over for a client that sees no annotation any more', () => {
    const { decrypters: none } = quarantined({ annotations: {}, decrypters: ['k6-cloud'] }, 7);
    expect(quarantineState({ annotations: {}, decrypters: none })).toEqual({ kind: 'none' });
  });

  it.each(QUARANTINE_DAYS)('of %d days lets the secret go that many days later, and not a second before', (planned) => {
    const state = quarantineState(quarantined({ annotations: {}, decrypters: ['k6-cloud'] }, planned));
    if (state.kind !== 'quarantined') {
      throw new Error(state.kind);
    }
    const due = NOW + planned * 24 * 60 * 60 * 1000;
    expect(mayBeDeleted(state.quarantine, due - 1000)).toBe(false);
    expect(mayBeDeleted(state.quarantine, due)).toBe(true);
  });
});

describe('what is remembered', () => {
  const quarantine = {
    decrypters: ['k6-cloud', 'my.service_1'],
    since: '2026-11-21T13:00:00Z',
    deletableFrom: '2026-12-05T13:00:00Z',
  };

  it('is written as one line of JSON', () => {
    expect(encodeQuarantine(quarantine)).toBe(
      '{"decrypters":["k6-cloud","my.service_1"],"since":"2026-11-21T13:00:00Z","deletableFrom":"2026-12-05T13:00:00Z"}'
    );
  });

  it('is read as it was written', () => {
    expect(decodeQuarantine(encodeQuarantine(quarantine))).toEqual(quarantine);
  });

  it('is nothing when anything else is there', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => decodeQuarantine(text) === undefined));
  });

  it.each([
    ['no list', { ...quarantine, decrypters: 'k6-cloud' }],
    ['nobody', { ...quarantine, decrypters: [] }],
    ['somebody twice', { ...quarantine, decrypters: ['a', 'a'] }],
    ['a name that the API refuses', { ...quarantine, decrypters: ['no service'] }],
    ['a number', { ...quarantine, decrypters: [1] }],
    ['more than the API takes', { ...quarantine, decrypters: Array.from({ length: 65 }, (_, n) => `s${n}`) }],
    ['no start', { ...quarantine, since: undefined }],
    ['a date without a time', { ...quarantine, deletableFrom: '2026-12-05' }],
    ['a date that no calendar has', { ...quarantine, deletableFrom: '2026-02-31T00:00:00Z' }],
    ['a number as the date', { ...quarantine, since: 5 }],
  ])('is nothing with %s', (_, written) => {
    expect(decodeQuarantine(JSON.stringify(written))).toBeUndefined();
    expect(
      quarantineState({ annotations: { [QUARANTINE_ANNOTATION]: JSON.stringify(written) }, decrypters: [] })
    ).toEqual({ kind: 'unreadable' });
  });
});
