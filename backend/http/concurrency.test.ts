import fc from 'fast-check';
import { Concurrency } from './concurrency.ts';

describe('Concurrency', () => {
  it('admits a caller up to their own limit, and again when something has ended', () => {
    const concurrency = new Concurrency({ total: 10, perCaller: 2 });
    expect(['a', 'a', 'a', 'b'].map((caller) => concurrency.enter(caller))).toEqual([
      'admitted',
      'admitted',
      'caller-busy',
      'admitted',
    ]);
    concurrency.leave('a');
    expect(concurrency.enter('a')).toBe('admitted');
  });

  it('refuses who has an even share of a total that is reached, and nobody who has less', () => {
    const concurrency = new Concurrency({ total: 4, perCaller: 8 });
    ['a', 'a', 'a', 'a'].forEach((caller) => concurrency.enter(caller));
    expect(['b', 'b', 'b', 'a', 'c'].map((caller) => concurrency.enter(caller))).toEqual([
      'admitted',
      'admitted',
      'service-busy',
      'service-busy',
      'admitted',
    ]);
  });

  it('always admits who has nothing running, never more than the limit of a caller, and counts back to nothing', () => {
    const step = fc.record({ caller: fc.constantFrom('a', 'b', 'c', 'd'), enters: fc.boolean() });
    const limits = fc.record({ total: fc.integer({ min: 1, max: 8 }), perCaller: fc.integer({ min: 1, max: 8 }) });
    fc.assert(
      fc.property(limits, fc.array(step, { maxLength: 100 }), ({ total, perCaller }, steps) => {
        const concurrency = new Concurrency({ total, perCaller });
        const running: string[] = [];
        for (const { caller, enters } of steps) {
          const own = running.filter((each) => each === caller).length;
          if (!enters && own > 0) {
            concurrency.leave(caller);
            running.splice(running.indexOf(caller), 1);
          } else if (enters) {
            const admission = concurrency.enter(caller);
            expect(admission === 'admitted' || own > 0).toBe(true);
            expect(admission === 'admitted' && own >= perCaller).toBe(false);
            running.push(...(admission === 'admitted' ? [caller] : []));
          }
          expect(concurrency.total).toBe(running.length);
        }
        running.forEach((caller) => concurrency.leave(caller));
        expect(concurrency.total).toBe(0);
      })
    );
  });
});
