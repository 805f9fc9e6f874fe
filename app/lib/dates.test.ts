import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateIn, daysBetween, formatDate, formatDue, isCalendarDate } from './dates';

const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe('calendar dates', () => {
  test('going n days on and counting gives n, across every month end and leap year', () => {
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: -4000, max: 4000 }),
        (from, days) => daysBetween(from, addDays(from, days)) === days,
      ),
    );
  });

  test('the date depends on where the vendor is', () => {
    const instant = new Date('2026-03-08T04:30:00Z');
    expect(dateIn('America/New_York', instant)).toBe('2026-03-07');
    expect(dateIn('Asia/Tokyo', instant)).toBe('2026-03-08');
  });

  test('knows a date from what only looks like one', () => {
    expect(isCalendarDate('2028-02-29')).toBe(true);
    expect(isCalendarDate('2026-02-29')).toBe(false);
    expect(isCalendarDate('2026-2-9')).toBe(false);
    expect(isCalendarDate('2026-13-01')).toBe(false);
  });

  test.each([
    ['2026-03-05', 'due today'],
    ['2026-03-06', 'due tomorrow'],
    ['2026-03-12', 'due in 7 days'],
    ['2026-03-04', '1 day late'],
    ['2026-01-03', '61 days late'],
    ['2024-03-06', '729 days late'],
    ['2024-03-05', '2 years late'],
    ['2012-03-06', '13 years late'],
  ])('on 5 March 2026, %s is "%s"', (dueOn, words) => {
    expect(formatDue(dueOn, '2026-03-05')).toBe(words);
  });

  test('is written with the month in letters', () => {
    expect(formatDate('2026-01-03')).toBe('3 Jan 2026');
    expect(formatDate('0988-09-30')).toBe('30 Sep 988');
  });
});
