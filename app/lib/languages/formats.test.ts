import { expect, test } from 'vitest';
import { formatsOf } from './formats';

test('French counts the first of a month, and no other day', () => {
  const { date, instant } = formatsOf('fr');
  expect(date('2027-01-01')).toBe('1er janv. 2027');
  expect(instant(new Date('2027-01-01T12:00:00Z'), 'Europe/Paris')).toMatch(/^1er janvier 2027/);
  for (const day of ['2027-01-11', '2027-01-21', '2027-01-31']) expect(date(day)).toBe(`${day.slice(8)} janv. 2027`);
  expect(formatsOf('de').date('2027-01-01')).toBe('1. Jan. 2027');
  expect(formatsOf('es').date('2027-01-01')).not.toContain('1er');
});
