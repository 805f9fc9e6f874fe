import { describe, expect, it } from 'vitest';
import { together } from './together';

/** A call that ends when it is told to. */
function slowWork() {
  const calls: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  const work = (items: readonly number[]) =>
    new Promise<void>((resolve, reject) => calls.push({ items, end: (error) => (error ? reject(error) : resolve()) }));
  return { calls, work };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('callers of one moment', () => {
  it('go at once when alone, and together when a call is under way, in the order they came', async () => {
    const { calls, work } = slowWork();
    const ask = together(work, { atMost: 100 });
    const first = ask(1);
    const others = [ask(2), ask(3), ask(4)];
    expect(calls.map(({ items }) => items)).toEqual([[1]]);
    calls[0]?.end();
    await first;
    await turn();
    expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
    calls[1]?.end();
    await Promise.all(others);
  });

  it('are answered only after their own call has ended', async () => {
    const { calls, work } = slowWork();
    const ask = together(work, { atMost: 100 });
    const answered: number[] = [];
    const all = [1, 2].map((n) => ask(n).then(() => answered.push(n)));
    calls[0]?.end();
    await turn();
    expect(answered).toEqual([1]);
    calls[1]?.end();
    await Promise.all(all);
    expect(answered).toEqual([1, 2]);
  });

  it('share a failure with nobody but those of their call', async () => {
    const { calls, work } = slowWork();
    const ask = together(work, { atMost: 2 });
    const outcomes = Promise.allSettled([ask(1), ask(2), ask(3), ask(4)]);
    calls[0]?.end();
    await turn();
    expect(calls[1]?.items).toEqual([2, 3]);
    calls[1]?.end(new Error('away'));
    await turn();
    calls[2]?.end();
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    const after = ask(5);
    calls[3]?.end();
    await after;
  });
});
