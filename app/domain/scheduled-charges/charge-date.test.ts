import { expect, it } from 'vitest';
import { chargeDates } from './charge-date';

it('runs from tomorrow to the earliest due date', () =>
  expect(chargeDates(['2026-12-24', '2026-12-03', '2027-01-01'], '2026-11-30')).toEqual({
    from: '2026-12-01',
    to: '2026-12-03',
  }));

it('may be one day', () =>
  expect(chargeDates(['2026-12-01'], '2026-11-30')).toEqual({ from: '2026-12-01', to: '2026-12-01' }));

it.each(['2026-11-30', '2026-11-29'])('is none where the earliest is due on %s', (dueOn) =>
  expect(chargeDates([dueOn, '2026-12-24'], '2026-11-30')).toBeNull(),
);
