import { afterAll, describe, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { callsTo, expectAgreement, takenFor } from '~tests/support/agreement';
import { bankStories } from '~tests/support/bank-stories';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import type { ContactActor } from '~/auth/actor';

/** Somebody else takes the same money, or the invoice changes, while a payer looks at the page or waits for the bank. */
const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');

const CREATE = 'POST /v1/payment_intents';
const now = new Date();
const { payFrom, settle, sync } = await bankStories(world, now);

/** Two people of one customer, and what they owe. */
async function twoOf(count: number): Promise<{ payer: Payer; colleague: ContactActor }> {
  const payer = await makePayer();
  const { vendorId, customerId } = payer.actor;
  const { id, personId } = await makeContact({ vendorId, customerId });
  await payer.invoices(count);
  return { payer, colleague: { ...payer.actor, contactId: id, personId } };
}

/** A cheque, as the vendor's desk records it. */
async function cheque({ actor: { vendorId, customerId } }: Payer, amountMinor: bigint): Promise<void> {
  const invoice = await db.invoice.findFirstOrThrow({ where: { vendorId, customerId }, orderBy: { id: 'asc' } });
  const allocations = [{ invoiceId: invoice.id, amountMinor }];
  const payment = { id: newId(), customerId, currency: 'USD', settledAt: now, allocations };
  await transaction((tx) => recordOutsidePayments(tx, { vendorId, payments: [payment] }));
}

const deadlocks = async () =>
  Number(
    (
      await db.$queryRaw<[{ deadlocks: bigint }]>`
        SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`
    )[0].deadlocks,
  );

const refusedAs = (reason: string, times: number) => ({
  ok: false,
  refusal: { kind: 'changed', changes: Array(times).fill({ kind: 'not-payable', reason }) },
});

test('F12: 64 tabs of two people, who name the same invoices in other orders: one charge, and no deadlock', async () => {
  const { payer, colleague } = await twoOf(8);
  const card = await payer.saveCard('pm_card_visa');
  const inputs = await Promise.all(Array.from({ length: 64 }, () => payer.payAll(card)));
  const turned = inputs.map((input, n) => ({
    ...input,
    quote: [...input.quote.slice(n % 8), ...input.quote.slice(0, n % 8)],
  }));
  const results = await Promise.all(
    turned.map((input, n) => startPayment(n % 2 ? payer.actor : colleague, input, now)),
  );
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  for (const result of results)
    if (!result.ok) expect(result.refusal).toMatchObject({ kind: 'changed', changes: { length: 8 } });
  await drainJobs();
  expect(await standing(payer.actor)).toMatchObject({
    due: 0n,
    inFlight: 0n,
    paid: 80_000n,
    receipts: 1,
    receiptMails: 1,
  });
  expect(await deadlocks()).toBe(0);
  await expectAgreement(world);
});

describe('F14, F15: somebody else pays the same invoices', () => {
  test('before the payer presses: told so, and the gateway is not asked', async () => {
    const { payer, colleague } = await twoOf(2);
    const card = await payer.saveCard('pm_card_visa');
    const [seen, paying] = [await payer.payAll(card), await payer.payAll(card)];
    expect(await startPayment(colleague, paying, now)).toMatchObject({ payment: { state: 'succeeded' } });
    const calls = await callsTo(world, CREATE);
    expect(await startPayment(payer.actor, seen, now)).toMatchObject(refusedAs('paid', 2));
    expect(await callsTo(world, CREATE)).toBe(calls);
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ paid: 20_000n, receipts: 1 });
    await expectAgreement(world);
  });

  test('while a bank asks the first one: taken, until that is given up, at the gateway first', async () => {
    const { payer, colleague } = await twoOf(2);
    const asked = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    const other = await payer.payAll(await payer.saveCard('pm_card_visa'));
    expect(await startPayment(payer.actor, asked, now)).toMatchObject({ payment: { state: 'action_required' } });
    expect(await startPayment(colleague, other, now)).toMatchObject(refusedAs('in-flight', 2));
    await cancelPayment(payer.actor, { paymentId: asked.paymentId, cause: 'test' }, now);
    // The secret that the first page still holds is good for nothing any more.
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: asked.paymentId } });
    expect(
      await world.ctl('POST', '/three-d-secure', { paymentIntent: gatewayIntentId, outcome: 'pass' }),
    ).toMatchObject({ status: 'canceled' });
    const again = await payer.payAll(other.method);
    expect(await startPayment(colleague, again, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await takenFor(world, asked.paymentId)).toEqual([]);
    expect(await takenFor(world, again.paymentId)).toEqual([20_000n]);
    await drainJobs();
    await expectAgreement(world);
  });

  test('a cheque for a part of it comes in while the payer looks: nothing is charged, and the rest is asked for', async () => {
    const { payer } = await twoOf(2);
    const card = await payer.saveCard('pm_card_visa');
    const seen = await payer.payAll(card);
    await cheque(payer, 4_000n);
    const calls = await callsTo(world, CREATE);
    expect(await startPayment(payer.actor, seen, now)).toMatchObject({
      refusal: { kind: 'changed', changes: [{ kind: 'amount', wasMinor: 10_000n, isMinor: 6_000n }] },
    });
    expect(await callsTo(world, CREATE)).toBe(calls);
    const again = await payer.payAll(card);
    expect(await startPayment(payer.actor, again, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await takenFor(world, again.paymentId)).toEqual([16_000n]);
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 20_000n });
    await expectAgreement(world);
  });

  test('eight cheques and eight payers race for one invoice: exactly one of all gets it', async () => {
    const { payer } = await twoOf(1);
    const card = await payer.saveCard('pm_card_visa');
    const inputs = await Promise.all(Array.from({ length: 8 }, () => payer.payAll(card)));
    const outcomes = await Promise.all([
      ...inputs.map((input) => startPayment(payer.actor, input, now).then(({ ok }) => ok)),
      ...inputs.map(() =>
        cheque(payer, 10_000n).then(
          () => true,
          () => false,
        ),
      ),
    ]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 10_000n });
    await drainJobs();
    await expectAgreement(world);
  });
});

describe('F16: the invoice changes while the bank has the money', () => {
  test('lowered below what is on its way, or paid by cheque as well: the database refuses, and the debit settles', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    const { vendorId } = payer.actor;
    const lowered = db.$executeRaw`UPDATE invoices SET total_minor = 6000 WHERE vendor_id = ${vendorId}::uuid`;
    await expect(lowered).rejects.toThrow('invoices_not_over_applied');
    await expect(cheque(payer, 1n)).rejects.toThrow('invoices_not_over_applied');
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 20_000n, paid: 0n });
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1 });
    await expectAgreement(world);
  });
});
