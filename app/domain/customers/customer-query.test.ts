import { expect, test } from 'vitest';
import { customerSearch, isNarrowed, parseCustomerQuery } from './customer-query';

const ID = '019a0000-0000-7000-8000-000000000001';
const read = (search: string) => parseCustomerQuery(new URLSearchParams(search));

test('an address holds all of the list, and says it again', () => {
  for (const address of [
    '',
    '?q=north+wind&only=owes&only=no-method',
    '?sort=newest',
    '?sort=open&dir=asc&currency=EUR',
    `?sort=overdue&currency=USD&after=1200%7E${ID}`,
    `?sort=newest&before=2026-01-02T03%3A04%3A05.123456Z%7E${ID}`,
    `?after=north%7Ewind%7E${ID}`,
  ])
    expect(customerSearch(read(address))).toBe(address);
});

test('what is no part of it counts as not said', () => {
  const plain = read('');
  for (const nonsense of [
    'sort=colour&dir=up&only=rich&currency=XXX',
    `sort=open&after=-5~${ID}`,
    'after=a~not-an-id',
    `sort=newest&after=2026-13-40T00:00:00.000000Z~${ID}`,
    `after=%00~${ID}`,
  ])
    expect({ ...read(nonsense), sort: 'name', descending: false }).toEqual(plain);
  expect(read(`after=a~${ID}&before=b~${ID}`)).toMatchObject({ after: { value: 'a' }, before: null });
  expect(read(`q=${'x'.repeat(300)}`).search).toHaveLength(100);
});

test('names begin at A, amounts and the newest with the largest', () => {
  expect(['name', 'number', 'newest', 'open', 'overdue'].map((sort) => read(`sort=${sort}`).descending)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect([isNarrowed(read('')), isNarrowed(read('only=owes')), isNarrowed(read('q=a'))]).toEqual([false, true, true]);
});
