import fc from 'fast-check';
import type Stripe from 'stripe';
import { afterAll, expect, test } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { deliverEvent, eventsAbout } from '~tests/support/gateway-events';
import { makePayer, standing } from '~tests/support/payer';
import { gatewayOf, reversalEntries } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const ORDERS = process.env['FAULTS'] === 'long' ? 500 : 60;

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');

const now = new Date();
const stripe = gatewayOf(world);
const ACCOUNTS = [
  'pm_usBankAccount_success',
  'pm_usBankAccount_insufficientFunds',
  'pm_usBankAccount_dispute',
] as const;

async function disputed(intentId: string, chargeId: string): Promise<boolean> {
  const events = await eventsAbout(stripe, { intentId, chargeId });
  return events.some(({ type }) => type === 'charge.dispute.closed');
}

test(`F20: a debit’s events in any order with repeats, the bank’s answer coming anywhere among them: one state (${ORDERS} orders)`, async () => {
  const payer = await makePayer();
  const { vendorId } = payer.actor;
  const methods = new Map<string, { kind: 'saved'; methodId: string }>();
  for (const account of ACCOUNTS) methods.set(account, await payer.saveCard(account));
  let [returned, orders] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ACCOUNTS),
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      async (account, lost, numbers) => {
        // An hour for each: whoever is declined too often within one is asked to wait.
        const at = new Date(now.getTime() + (orders += 1) * 3_600_000);
        const [invoice] = await payer.invoices(1);
        const method = methods.get(account)!;
        const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };
        const all = await payer.payAll(method, { acceptance });
        const input = { ...all, quote: all.quote.filter(({ invoiceId }) => invoiceId === invoice?.id) };
        const before = await standing(payer.actor);
        if (lost) await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'bare-502', count: 3 });
        const started = await startPayment(payer.actor, input, at);
        expect(started).toMatchObject({ ok: true, payment: { state: lost ? 'checking' : 'processing' } });
        await world.ctl('DELETE', '/faults');
        const intentId = (await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id ?? '';

        const shuffled = (events: Stripe.Event[]) =>
          events
            .flatMap((event) => ((numbers.next().value ?? 0) % 2 ? [event, event] : [event]))
            .map((event) => ({ event, key: numbers.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ event }) => event);
        const early = shuffled(await eventsAbout(stripe, { intentId }));
        const heardBefore = early.slice(0, (numbers.next().value ?? 0) % (early.length + 1));
        for (const event of heardBefore) await deliverEvent(event, at);
        await world.ctl('POST', '/debits', { paymentIntent: intentId });
        const intent = await stripe.paymentIntents.retrieve(intentId);
        const chargeId = typeof intent.latest_charge === 'string' ? intent.latest_charge : '';
        // The gateway opens the dispute a moment later: there is nothing to tell of it before.
        if (account === 'pm_usBankAccount_dispute')
          await expect.poll(() => disputed(intentId, chargeId), { timeout: 30_000 }).toBe(true);
        const told = await eventsAbout(stripe, { intentId, chargeId });
        // Late ones ring of what is long over; those that come after the answer are among them.
        for (const event of shuffled(told)) await deliverEvent(event, at);

        const after = await standing(payer.actor);
        const settled = account !== 'pm_usBankAccount_insufficientFunds';
        const kept = account === 'pm_usBankAccount_success';
        if (account === 'pm_usBankAccount_dispute') returned += 1;
        expect({ ...after, receiptMails: 0 }).toEqual({
          due: before.due - (kept ? 10_000n : 0n),
          inFlight: 0n,
          paid: before.paid + (kept ? 10_000n : 0n),
          receipts: before.receipts + (settled ? 1 : 0),
          receiptMails: 0,
          settledEntries: before.settledEntries + (settled ? 1 : 0),
        });
        expect(await reversalEntries(vendorId)).toEqual(Array(returned).fill('dispute_withdrawn'));
      },
    ),
    { numRuns: ORDERS, endOnFailure: true },
  );
  expect(await db.gatewayEvent.count({ where: { state: 'queued' } })).toBe(0);
  await expectAgreement(world, { now: new Date(now.getTime() + (orders + 1) * 3_600_000) });
}, 900_000);

test('F20: what a dispute tells arrives before we know the intent of its payment, whose answer was lost: it settles first', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const method = await payer.saveCard('pm_usBankAccount_dispute');
  const input = await payer.payAll(method, { acceptance: { ip: '192.0.2.7', userAgent: 'a browser' } });
  await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'bare-502', count: 3 });
  expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
  await world.ctl('DELETE', '/faults');
  const intentId = (await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id ?? '';
  await world.ctl('POST', '/debits', { paymentIntent: intentId });
  const intent = await stripe.paymentIntents.retrieve(intentId);
  const chargeId = typeof intent.latest_charge === 'string' ? intent.latest_charge : '';
  await expect.poll(() => disputed(intentId, chargeId), { timeout: 30_000 }).toBe(true);
  const told = await eventsAbout(stripe, { intentId, chargeId });
  for (const event of told.filter(({ type }) => type.startsWith('charge.dispute.'))) await deliverEvent(event, now);
  expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n, paid: 0n, receipts: 1 });
  expect(await reversalEntries(payer.actor.vendorId)).toEqual(['dispute_withdrawn']);
  await expectAgreement(world);
});
