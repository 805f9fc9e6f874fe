import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '~/lib/dates';
import { parseStatementQuery, presetOf, presetPeriod, PRESETS, statementSearch } from './statement-query';

const today = '2026-11-20';
const read = (search: string, currencies = ['USD', 'EUR']) =>
  parseStatementQuery(new URLSearchParams(search), { today, currencies });

describe('presets', () => {
  it.each([
    ['2026-11-20', 'this-month', '2026-11-01', '2026-11-20'],
    ['2026-01-01', 'this-month', '2026-01-01', '2026-01-01'],
    ['2026-01-31', 'last-month', '2025-12-01', '2025-12-31'],
    ['2028-03-31', 'last-month', '2028-02-01', '2028-02-29'],
    ['2026-12-31', 'this-quarter', '2026-10-01', '2026-12-31'],
    ['2026-03-31', 'this-quarter', '2026-01-01', '2026-03-31'],
    ['2026-07-01', 'this-year', '2026-01-01', '2026-07-01'],
    ['2026-07-01', 'all', null, '2026-07-01'],
  ] as const)('on %s %s is %s to %s', (day, preset, from, to) => {
    expect(presetPeriod(preset, day)).toEqual({ from, to });
  });

  it('none ends before it begins or after today, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9000, max: 9000 }), fc.constantFrom(...PRESETS), (days, preset) => {
        const day = addDays(today, days);
        const { from, to } = presetPeriod(preset, day);
        expect(to <= day && (from === null || from <= to)).toBe(true);
      }),
    );
  });
});

describe('an address', () => {
  it('says nothing: this year, balance forward, the usual currency', () => {
    expect(read('').query).toEqual({ kind: 'balance-forward', currency: 'USD', from: '2026-01-01', to: today });
  });

  it('of a statement reads back to the same statement', () => {
    for (const kind of ['balance-forward', 'open-items'] as const) {
      for (const preset of PRESETS) {
        const query = { kind, currency: 'EUR', ...presetPeriod(preset, today) };
        expect(read(statementSearch(query))).toMatchObject({ query, problems: {} });
        expect(presetOf(query, today)).toBe(preset);
      }
    }
  });

  it('with free dates has no beginning, no end, or both', () => {
    expect(read('from=2026-03-01').query).toMatchObject({ from: '2026-03-01', to: today });
    expect(read('to=2026-03-01').query).toMatchObject({ from: null, to: '2026-03-01' });
    expect(read('from=2026-03-01&to=2026-03-01').query).toMatchObject({ from: '2026-03-01', to: '2026-03-01' });
  });

  test.each([
    ['from=2026-02-30', { from: 'There is no such date. Write one like 2026-03-31.' }],
    ['to=yesterday', { to: 'There is no such date. Write one like 2026-03-31.' }],
    ['from=0000-01-01', { from: 'There is no such date. Write one like 2026-03-31.' }],
    [
      'from=2026-03-02&to=2026-03-01',
      { to: 'The period ends before it begins. Choose a later end or an earlier beginning.' },
    ],
    ['from=2027-01-01', { to: 'The period ends before it begins. Choose a later end or an earlier beginning.' }],
    ['currency=CHF', { currency: 'You have no movements in CHF. Choose USD or EUR.' }],
    ['currency=XYZ', { currency: '“XYZ” is not a currency we know. Choose USD or EUR.' }],
    ['kind=closing', { kind: 'Choose balance forward or open items.' }],
  ])('%s is answered in words, and with no statement', (search, problems) => {
    expect(read(search)).toMatchObject({ query: null, problems });
  });

  it('keeps what was typed in the field that is wrong', () => {
    expect(read('from=2026-02-30&to=2026-03-01').fields).toMatchObject({ from: '2026-02-30', to: '2026-03-01' });
  });
});
