import { describe, expect, it } from 'vitest';
import { MAX_ASKS, nextAskInMs } from './follow-schedule';

const waits = Array.from({ length: MAX_ASKS }, (_, asked) => nextAskInMs(asked) ?? Number.NaN);

describe('when the page asks again how a payment stands', () => {
  it('asks within a second at first and at least every fifteen seconds', () => {
    expect(waits[0]).toBeLessThanOrEqual(1_000);
    expect(Math.max(...waits)).toBe(15_000);
  });

  it('never asks faster than before', () => {
    for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(waits[i - 1] ?? 0);
  });

  it('asks at most six times in the first ten seconds', () => {
    let clock = 0;
    const asks = waits.filter((wait) => (clock += wait) <= 10_000).length;
    expect(asks).toBeGreaterThanOrEqual(4);
    expect(asks).toBeLessThanOrEqual(6);
  });

  it('stops after about half an hour', () => {
    expect(nextAskInMs(MAX_ASKS)).toBeNull();
    const minutes = waits.reduce((sum, wait) => sum + wait, 0) / 60_000;
    expect(minutes).toBeGreaterThan(25);
    expect(minutes).toBeLessThan(40);
  });
});
