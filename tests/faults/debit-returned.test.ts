import { afterAll, afterEach, expect, test } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { bankStories } from '~tests/support/bank-stories';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { standing } from '~tests/support/payer';
import { gatewayOf, makeStaff, refundOf, reversalEntries } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

/** A debit succeeds, is receipted, and is taken back by its bank. */
const world = await startWorld();
const door = await openHookDoor();
afterAll(async () => {
  await door.close();
  await world.stop();
});
afterEach(() => world.ctl('POST', '/webhooks', { url: null, mode: 'deliver', duplicate: 0, shuffle: false }));

const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { reconcileReversals } = await import('~/domain/gateway-disputes/reconcile-reversals.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');

const now = new Date();
/** The gateway's own time: days pass before a bank answers. */
const thatDay = async () => new Date(((await world.ctl('GET', '/clock')) as { now: number }).now * 1_000);
const stripe = gatewayOf(world);
const { mailsOf, payFrom, settle } = await bankStories(world, now);

test.each(['by webhooks, three times each and shuffled', 'with every webhook lost'])(
  'F35: told %s: the invoices are open again once, nobody can refund it, and customer and staff are told once',
  async (how) => {
    const told = how.startsWith('by');
    await world.ctl('POST', '/webhooks', {
      url: door.url,
      mode: told ? 'deliver' : 'drop',
      duplicate: 2,
      shuffle: true,
    });
    const { payer, paymentId } = await payFrom('pm_usBankAccount_dispute');
    const staff = await makeStaff(payer.actor.vendorId);
    await settle();
    const later = await thatDay();
    if (told) {
      await world.ctl('POST', '/webhooks/release');
      await world.ctl('POST', '/quiesce');
    } else {
      await reconcileRecent({ now: later });
      await reconcileReversals({ now: later });
    }
    await drainJobs();
    // What it had settled is open, though the payment and its receipt stay as they were.
    expect(await standing(payer.actor)).toEqual({
      due: 20_000n,
      inFlight: 0n,
      paid: 0n,
      receipts: 1,
      receiptMails: 1,
      settledEntries: 1,
    });
    expect(await reversalEntries(payer.actor.vendorId)).toEqual(['dispute_withdrawn']);
    const returned = (await mailsOf(payer)).filter(({ kind }) => kind === 'dispute');
    expect(returned.map(({ subject }) => subject.split(':')[0])).toEqual([
      'Returned by the bank',
      'Returned by the bank',
    ]);

    expect(await requestRefund(staff, refundOf({ paymentId }), later)).toMatchObject({ refusal: { kind: 'disputed' } });
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    await expect(stripe.refunds.create({ payment_intent: gatewayIntentId! })).rejects.toThrow('charged back');

    // Told again of all of it, nothing more comes of it; and the invoices can be paid another way.
    await world.ctl('POST', '/webhooks', { mode: 'deliver' });
    await world.ctl('POST', '/webhooks/resend', {});
    await world.ctl('POST', '/webhooks/release');
    await world.ctl('POST', '/quiesce');
    await reconcileReversals({ now: later });
    await drainJobs();
    expect(await reversalEntries(payer.actor.vendorId)).toEqual(['dispute_withdrawn']);
    expect((await mailsOf(payer)).filter(({ kind }) => kind === 'dispute')).toHaveLength(2);
    const card = await payer.payAll(await payer.saveCard('pm_card_visa'));
    expect(await startPayment(payer.actor, card, later)).toMatchObject({ payment: { state: 'succeeded' } });
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 20_000n, receipts: 2 });
    await expectAgreement(world, { now: later });
  },
);
