import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '~/lib/dates';
import { newId } from '~/lib/ids';
import { AGE_BUCKETS } from './ageing';
import { cursorOf, decodeCursor, encodeCursor, SORTS, type Sort } from './list-cursor';
import { isNarrowed, listSearch, NO_FILTER, parseListQuery, type ListQuery } from './list-query';

const day = fc.integer({ min: -2000, max: 2000 }).map((days) => addDays('2026-03-05', days));
const minor = fc.bigInt({ min: 0n, max: 99_999_999_999n });
const cursorFor = (sort: Sort) =>
  fc.record({
    value:
      sort === 'due'
        ? day
        : sort === 'amount'
          ? minor.map(String)
          : fc.string({ maxLength: 40 }).filter((s) => !s.includes('\0')),
    id: fc.constant(newId()),
  });

const anyQuery: fc.Arbitrary<ListQuery> = fc.constantFrom(...SORTS).chain((sort) =>
  fc.record({
    filter: fc.record({
      search: fc.string({ maxLength: 100 }).map((s) => s.replaceAll('\0', '').trim()),
      age: fc.option(fc.constantFrom(...AGE_BUCKETS, 'overdue' as const)),
      dueFrom: fc.option(day),
      dueTo: fc.option(day),
      minMinor: fc.option(minor),
      maxMinor: fc.option(minor),
    }),
    order: fc.record({ sort: fc.constant(sort), descending: fc.boolean() }),
    after: fc.option(cursorFor(sort)),
    before: fc.constant(null),
  }),
);

describe('the open list in the address bar', () => {
  it.each(['USD', 'JPY', 'KWD'])('reads back every list it wrote, in %s', (currency) => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const { query: read, problems } = parseListQuery(new URLSearchParams(listSearch(query, currency)), currency);
        expect(read).toEqual(query);
        expect(problems).toEqual({});
      }),
    );
  });

  it('takes any address at all without falling', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('q', 'age', 'from', 'to', 'min', 'max', 'sort', 'dir', 'after', 'before', 'currency'),
          fc.string(),
        ),
        (dictionary) => {
          const { query } = parseListQuery(new URLSearchParams(dictionary), 'USD');
          expect(query.after === null || query.before === null).toBe(true);
        },
      ),
    );
  });

  it('says how to write what it could not read, and keeps the rest', () => {
    const { query, problems } = parseListQuery(
      new URLSearchParams('min=1,000&max=12.345&from=31.3.2026&to=2026-03-31&q=host'),
      'USD',
    );
    expect(problems).toEqual({
      min: 'Write an amount like 1250.00.',
      max: 'Write an amount like 1250.00.',
      from: 'Write a date like 2026-03-31.',
    });
    expect(query.filter).toEqual({ ...NO_FILTER, search: 'host', dueTo: '2026-03-31' });
    expect(isNarrowed(query.filter)).toBe(true);
    expect(isNarrowed(NO_FILTER)).toBe(false);
  });
});

describe('cursors', () => {
  it('survive a number that holds their own separator', () => {
    const id = newId();
    expect(decodeCursor(encodeCursor({ value: 'A~1~', id }), 'number')).toEqual({ value: 'A~1~', id });
  });

  it('are refused for another sort', () => {
    const row = { id: newId(), number: 'INV-1', dueOn: '2026-01-03', dueMinor: 5n };
    expect(decodeCursor(cursorOf(row, 'number'), 'due')).toBeNull();
    expect(decodeCursor(cursorOf(row, 'due'), 'amount')).toBeNull();
    expect(decodeCursor('2026-02-30~' + row.id, 'due')).toBeNull();
    expect(decodeCursor('nonsense', 'due')).toBeNull();
  });
});
