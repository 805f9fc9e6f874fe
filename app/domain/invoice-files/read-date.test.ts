import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '~/lib/dates';
import { needsOrder, provesOrder, readDate } from './read-date';

describe('readDate', () => {
  it.each([
    ['2026-03-05', null, '2026-03-05'],
    ['20260305', null, '2026-03-05'],
    ['5.3.2026', null, '2026-03-05'],
    ['3/5/2026', 'month-first', '2026-03-05'],
    ['3/5/2026', 'day-first', '2026-05-03'],
    ['13-2-2026', 'day-first', '2026-02-13'],
  ] as const)('reads %s (%s)', (text, order, date) => expect(readDate(text, order)).toBe(date));

  it.each(['30.2.2026', '2026-13-01', '2026-02-30', '1/2/26', 'yesterday', '', '0026-01-01', '1/2-2026'])(
    'refuses %j',
    (text) => {
      expect(readDate(text, 'day-first')).toBeNull();
    },
  );

  it('reads back every date of a century in either order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_500 }), (days) => {
        const date = addDays('1970-01-01', days);
        const [year, month, day] = date.split('-');
        return (
          readDate(`${month}/${day}/${year}`, 'month-first') === date &&
          readDate(`${day}/${month}/${year}`, 'day-first') === date
        );
      }),
    );
  });
});

it('a part above 12 proves the order, others do not', () => {
  expect(['1/15/2013', '15/1/2013', '1/2/2013', '15.1.2013'].map(provesOrder)).toEqual([
    'month-first',
    'day-first',
    null,
    null,
  ]);
});

it('needs no order where both orders are the same day', () => {
  expect(['1/2/2013', '3/3/2013', '03/3/2013', '2013-01-02', '1.2.2013'].map(needsOrder)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
