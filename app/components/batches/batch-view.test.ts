import { expect, test } from 'vitest';
import type { Batch } from '~/domain/batch-payments/batch-payment';
import { moneyOf, stateTag, timeLeft } from './batch-view';

const began = new Date('2026-03-05T13:02:00Z');
const batch = (done: number, waiting: number, values: Partial<Batch> = {}): Batch => ({
  id: '',
  staffName: 'Sam',
  chargePer: 'invoice',
  runWhen: 'now',
  runOn: null,
  nextOn: null,
  retryOf: null,
  state: 'processing',
  itemCount: done + waiting,
  customerCount: 1,
  createdAt: began,
  nth: 1,
  beganAt: began,
  chargedAt: null,
  cancelledAt: null,
  endedAt: null,
  totals: [
    { currency: 'USD', outcome: 'succeeded', count: done, amountMinor: 100n * BigInt(done) },
    { currency: 'EUR', outcome: 'waiting', count: waiting, amountMinor: 100n * BigInt(waiting) },
  ],
  ...values,
});
const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000);

test.each([
  [100, 50, 100, 'about 50 s left'],
  [3_652, 1_348, 200, 'about 1 min 10 s left'],
  [100, 5_000, 60, 'about 50 min left'],
  [5, 100, 10, null],
  [100, 0, 10, null],
])('%i done and %i waiting after %i s: %s', (done, waiting, seconds, words) => {
  expect(timeLeft(batch(done, waiting), after(seconds))).toBe(words);
});

test('nobody can say when days lie between, or when it is over', () => {
  expect(timeLeft(batch(100, 50, { runWhen: 'due-dates' }), after(60))).toBeNull();
  expect(timeLeft(batch(100, 50, { state: 'cancelled' }), after(60))).toBeNull();
});

test('currencies are told apart', () => {
  expect(moneyOf(batch(3, 5), 'succeeded', 'waiting')).toEqual(['€5.00', '$3.00']);
});

test('what waits for days to come is scheduled, also when some is charged', () => {
  const waits = { runWhen: 'due-dates', nextOn: '2026-12-04' } as const;
  const scheduled = { tone: 'neutral', words: 'Scheduled, next on 4 Dec 2026' };
  expect(stateTag(batch(3, 5, waits))).toEqual(scheduled);
  expect(stateTag(batch(0, 5, { ...waits, state: 'scheduled' }))).toEqual(scheduled);
  expect(stateTag(batch(3, 5, { ...waits, nextOn: null }))).toEqual({ tone: 'blue', words: 'Payments processing' });
  const oneDate = { runWhen: 'date', runOn: '2026-12-04', nextOn: '2026-12-04', state: 'scheduled' } as const;
  expect(stateTag(batch(0, 5, oneDate))).toEqual({ tone: 'neutral', words: 'Scheduled' });
});
