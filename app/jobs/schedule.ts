import type { JobName } from '~/lib/queue.server';

/** What happens every minute; by the database's clock (worker.server.ts), so that no wrong clock of ours stops it. */
export const EVERY_MINUTE = '* * * * *';

/** Everything that happens by the clock, in UTC. A run that nobody was there for is not made up: the next one covers it. */
export const schedule: { job: JobName; at: string; why: string }[] = [
  { job: 'reconcile-recent', at: EVERY_MINUTE, why: 'settles payments whose answer or webhook was lost' },
  { job: 'look-after-charges', at: EVERY_MINUTE, why: 'runs charges whose date has begun, and plans those of AutoPay' },
  {
    job: 'look-after-batches',
    at: EVERY_MINUTE,
    why: 'begins charges of batches whose date has begun, and follows those at the bank',
  },
  { job: 'reconcile-day', at: '20 2 * * *', why: 'compares the whole day at the gateway with the books' },
  {
    job: 'reconcile-refunds',
    at: EVERY_MINUTE,
    why: 'finds out what became of refunds whose answer or webhook was lost',
  },
  {
    job: 'reconcile-reversals',
    at: '40 2 * * *',
    why: 'compares refunds and disputes of five weeks at the gateway with the books',
  },
  { job: 'add-up-tallies', at: EVERY_MINUTE, why: 'keeps the counts of the vendor’s list quick to read' },
  { job: 'purge-expired', at: '10 * * * *', why: 'forgets what has expired' },
];
