import { Turns } from './turns.ts';

describe('Turns', () => {
  it('lets tasks of one key follow each other, also after a failure, and others run meanwhile', async () => {
    const turns = new Turns();
    const events: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = turns.take('a', async () => {
      events.push('first begins');
      await gate.promise;
      events.push('first fails');
      throw new Error('failed');
    });
    const second = turns.take('a', async () => {
      events.push('second runs');
      return 2;
    });
    const other = turns.take('b', async () => events.push('other runs'));
    await other;
    expect(events).toEqual(['first begins', 'other runs']);
    gate.resolve();
    await expect(first).rejects.toThrow('failed');
    expect(await second).toBe(2);
    expect(events).toEqual(['first begins', 'other runs', 'first fails', 'second runs']);
  });
});
