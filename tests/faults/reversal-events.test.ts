import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { deliverEvent, eventsAbout } from '~tests/support/gateway-events';
import { gatewayOf, paidAndDue, payWith, refundOf, reversalEntries, truthOf, type Paid } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const stripe = gatewayOf(world);
const now = new Date();
const CARDS = ['pm_card_visa', 'pm_card_pendingRefund', 'pm_card_refundFail'] as const;

/** What may happen to one payment, in the order in which the gateway lets it. */
const stories = fc.record({
  card: fc.constantFrom(...CARDS),
  ours: fc.option(fc.integer({ min: 1, max: 9_000 }), { nil: null }),
  theirs: fc.option(fc.integer({ min: 1, max: 9_000 }), { nil: null }),
  dispute: fc.constantFrom(null, 'open', 'won', 'lost'),
  settled: fc.boolean(),
});

async function live(paid: Paid, story: typeof stories extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
  const wanted = refundOf(paid, { what: { kind: 'amount', amountMinor: BigInt(story.ours ?? 0) } });
  if (story.ours !== null) await requestRefund(paid.staff, wanted, now);
  if (story.theirs !== null) await world.ctl('POST', '/refunds', { charge: paid.chargeId, amount: story.theirs });
  if (story.settled) await world.ctl('POST', '/clock', { advanceSeconds: 10 });
  if (story.dispute === null) return;
  const dispute = (await world.ctl('POST', '/disputes', { charge: paid.chargeId, amount: 2_000 })) as { id: string };
  if (story.dispute !== 'open') await world.ctl('POST', `/disputes/${dispute.id}/close`, { outcome: story.dispute });
}

test('F20, I20: refunds and disputes, their events in any order with repeats, some before and some after the story goes on: one state', async () => {
  await fc.assert(
    fc.asyncProperty(stories, fc.infiniteStream(fc.nat()), async (story, numbers) => {
      const paid = await payWith(story.card, { count: 2, now });
      await live(paid, story);
      const happened = await eventsAbout(stripe, paid);
      const told = happened.flatMap((event) => ((numbers.next().value ?? 0) % 2 ? [event, event] : [event]));
      const shuffled = told.map((event) => ({ event, key: numbers.next().value ?? 0 })).sort((a, b) => a.key - b.key);
      const half = Math.floor(shuffled.length / 2);
      for (const { event } of shuffled.slice(0, half)) await deliverEvent(event, now);
      // What was on its way arrives meanwhile; old events then ring of a newer state.
      await world.ctl('POST', '/clock', { advanceSeconds: 10 });
      for (const event of await eventsAbout(stripe, paid))
        if (!happened.some(({ id }) => id === event.id)) await deliverEvent(event, now);
      for (const { event } of shuffled.slice(half)) await deliverEvent(event, now);

      const truth = await truthOf(world, paid);
      const gone = BigInt(truth.refunded) + BigInt(truth.disputed);
      const owed = (await paidAndDue(paid)).reduce((sum, each) => sum + each.due, 0n);
      expect(owed).toBe(gone);
      // Where one came back after the other was spread, the sum alone is the same in every order.
      if (story.card !== 'pm_card_refundFail') {
        const newestFirst = gone > 10_000n ? [gone - 10_000n, 10_000n] : [0n, gone];
        expect((await paidAndDue(paid)).map((each) => each.due)).toEqual(newestFirst);
      }
      const entries = await reversalEntries(paid.staff.vendorId);
      const of = (kind: string) => entries.filter((each) => each === kind).length;
      expect(of('dispute_withdrawn')).toBe(story.dispute === null ? 0 : 1);
      expect(of('dispute_reinstated')).toBe(story.dispute === 'won' ? 1 : 0);
      const away = await db.refund.count({
        where: { vendorId: paid.staff.vendorId, bookedAt: { not: null }, failedAt: null },
      });
      expect(of('refund_issued') - of('refund_failed')).toBe(away);
    }),
    { numRuns: process.env['FAULTS'] === 'long' ? 500 : 100, endOnFailure: true },
  );
  expect(await verifyBooks()).toEqual([]);
}, 900_000);
