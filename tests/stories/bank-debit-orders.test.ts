import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { bankStories } from '~tests/support/bank-stories';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, standing } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
const door = await openHookDoor();
afterAll(async () => {
  await door.close();
  await world.stop();
});

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { loadPayment } = await import('~/domain/payments/load-payment.server');
const { applyGatewayEvent } = await import('~/domain/payments/apply-gateway-event.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const { acceptance, findings, kindsOf, payFrom, settle, stripe } = await bankStories(world, now);

beforeEach(() => world.ctl('POST', '/webhooks', { url: null }));

describe('nobody waits in vain', () => {
  const syncedAt = async (paymentId: string) =>
    (await db.payment.findUniqueOrThrow({ where: { id: paymentId } })).syncedAt?.getTime();

  test('a bank is asked often at first, then calmly, more often when the money is due, and never given up', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_processing');
    const { expectedOn: on } = (await loadPayment(payer.actor, paymentId))!;
    const asksAt = async (at: Date) => {
      const before = await syncedAt(paymentId);
      await reconcileRecent({ now: at });
      return (await syncedAt(paymentId)) !== before;
    };
    const minutes = (from: Date, count: number) => new Date(from.getTime() + count * 60_000);
    expect([await asksAt(minutes(now, 2)), await asksAt(minutes(now, 3))]).toEqual([true, true]);
    const hours = minutes(now, 5 * 60);
    expect([await asksAt(hours), await asksAt(minutes(hours, 50)), await asksAt(minutes(hours, 61))]).toEqual([
      true,
      false,
      true,
    ]);
    const due = new Date(`${on}T12:00:00Z`);
    expect([await asksAt(due), await asksAt(minutes(due, 10)), await asksAt(minutes(due, 16))]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await asksAt(later(200 * 86_400))).toBe(true);
    expect(await loadPayment(payer.actor, paymentId)).toMatchObject({ state: 'processing' });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 20_000n });
  });

  test('no webhook is needed: the reconciliation finds what settled and what came back', async () => {
    const good = await payFrom('pm_usBankAccount_success');
    const bad = await payFrom('pm_usBankAccount_noAccount');
    await settle();
    await reconcileRecent({ now: later(60) });
    expect((await loadPayment(good.payer.actor, good.paymentId))?.state).toBe('succeeded');
    expect((await loadPayment(bad.payer.actor, bad.paymentId))?.state).toBe('failed');
  });

  test('the gateway’s own webhooks bring it to the end', async () => {
    await world.ctl('POST', '/webhooks', { url: door.url });
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    await settle();
    await drainJobs();
    expect((await loadPayment(payer.actor, paymentId))?.state).toBe('succeeded');
    expect(await kindsOf(payer)).toContain('receipt');
  });

  const STEPS = [
    'created',
    'processing',
    'succeeded',
    'payment_failed',
    'canceled',
    'the bank answers',
    'jobs',
  ] as const;

  test.each([
    ['pm_usBankAccount_success', 'succeeded', 'receipt'],
    ['pm_usBankAccount_insufficientFunds', 'failed', 'debit-failed'],
  ])(
    '%s ends as %s after any order of events and repeats, even if our own answer was lost',
    async (method, state, mail) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 8 }), fc.boolean(), async (steps, lost) => {
          const payer = await makePayer();
          await payer.invoices(1);
          const input = await payer.payAll(await payer.saveCard(method), { acceptance });
          if (lost)
            await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'bare-502', count: 3 });
          const started = await startPayment(payer.actor, input, now);
          await world.ctl('DELETE', '/faults');
          expect(started).toMatchObject({ ok: true, payment: { state: lost ? 'checking' : 'processing' } });
          const intentId = (await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id ?? '';
          for (const step of [...steps, 'the bank answers', 'updated'] as const) {
            if (step === 'the bank answers') await settle();
            else if (step === 'jobs') await drainJobs();
            else await ringTwice(`payment_intent.${step}`, intentId, input.paymentId);
          }
          await drainJobs();
          expect((await loadPayment(payer.actor, input.paymentId))?.state).toBe(state);
          const paid = state === 'succeeded';
          expect(await standing(payer.actor)).toEqual({
            due: paid ? 0n : 10_000n,
            inFlight: 0n,
            paid: paid ? 10_000n : 0n,
            receipts: paid ? 1 : 0,
            receiptMails: paid ? 1 : 0,
            settledEntries: paid ? 1 : 0,
          });
          const kinds = await kindsOf(payer);
          expect(kinds.filter((kind) => kind !== 'debit-on-its-way')).toEqual([mail]);
          expect(kinds.length).toBeLessThanOrEqual(2);
          expect(await findings(payer)).toEqual([]);
        }),
        { numRuns: 8 },
      );
    },
  );
});

/** An event comes twice, at the same moment. */
async function ringTwice(type: string, objectId: string, paymentId: string): Promise<void> {
  const id = `evt_${newId()}`;
  await db.gatewayEvent.create({
    data: { id, type, objectId, paymentId, state: 'queued', livemode: false, receivedAt: now },
  });
  await Promise.all([applyGatewayEvent({ eventId: id, now }), applyGatewayEvent({ eventId: id, now })]);
}
