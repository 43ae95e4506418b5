import { InFlightRequests } from './in-flight';

describe('requests in flight', () => {
  it('give way to the newest of their id, also after an older one has ended', () => {
    const requests = new InFlightRequests();
    const [first, second, third, other] = [
      new AbortController(),
      new AbortController(),
      new AbortController(),
      new AbortController(),
    ];
    requests.begin('other', other);
    const endFirst = requests.begin('list', first);
    requests.begin('list', second);
    expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
    endFirst();
    requests.begin('list', third);
    expect([second.signal.aborted, third.signal.aborted, other.signal.aborted]).toEqual([true, false, false]);
  });

  it('are not given up once they have ended', () => {
    const requests = new InFlightRequests();
    const [first, second] = [new AbortController(), new AbortController()];
    requests.begin('list', first)();
    requests.begin('list', second);
    expect(first.signal.aborted).toBe(false);
  });
});
