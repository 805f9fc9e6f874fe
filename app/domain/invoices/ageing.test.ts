import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '~/lib/dates';
import { AGE_BUCKETS, ageBucket, dueRange, lateness } from './ageing';

const today = '2026-03-05';
const anyDay = fc.integer({ min: -4000, max: 4000 }).map((days) => addDays(today, days));

describe('ageing', () => {
  it.each([
    ['2026-04-01', 'not-due', 'neutral'],
    ['2026-03-05', 'not-due', 'neutral'],
    ['2026-03-04', '1-30', 'amber'],
    ['2026-02-03', '1-30', 'amber'],
    ['2026-02-02', '31-60', 'red'],
    ['2026-01-04', '31-60', 'red'],
    ['2026-01-03', '61-90', 'red'],
    ['2025-12-05', '61-90', 'red'],
    ['2025-12-04', 'over-90', 'red'],
  ])('due on %s is %s', (dueOn, bucket, tone) => {
    expect(ageBucket(dueOn, today)).toBe(bucket);
    expect(lateness(dueOn, today)).toBe(tone);
  });

  it('puts every due date into exactly the part whose range holds it', () => {
    fc.assert(
      fc.property(anyDay, (dueOn) => {
        const holding = AGE_BUCKETS.filter((bucket) => {
          const { from, to } = dueRange(bucket, today);
          return (from === null || dueOn >= from) && (to === null || dueOn <= to);
        });
        expect(holding).toEqual([ageBucket(dueOn, today)]);
      }),
    );
  });

  it('calls overdue what is in any part but the first', () => {
    fc.assert(
      fc.property(anyDay, (dueOn) => {
        expect(dueOn <= dueRange('overdue', today).to!).toBe(ageBucket(dueOn, today) !== 'not-due');
      }),
    );
  });
});
