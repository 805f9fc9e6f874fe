import { expect } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { quoteTotal } from '~/domain/payments/quote';
import type { SoakModel, SoakWorld } from './soak-world';

const DEBITS_END_AFTER_DAYS = 14;
const DAY = 24 * 60;
/** By then every charge has had its date and its last try. */
const CHARGES_END_WITHIN_DAYS = 40;
/** No run lasts longer by the gateway's clock. */
const RUN_DAYS = 360;
const EXAMINED_EVERY = 10;

/**
 * At every moment: no payment was charged twice or for anything but what its payer saw, none is called paid that was
 * not charged, and a charge agreed beforehand has taken money once at the most, and no more than was agreed.
 */
export async function expectNothingTwice(model: SoakModel, real: SoakWorld): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const taken = await real.taken();
  const { vendorId } = real.payer.actor;
  const payments = await db.payment.findMany({ where: { vendorId, channel: { not: 'outside' } } });
  const known = new Set(payments.map(({ id }) => id));
  expect([...taken.keys()].filter((id) => !known.has(id))).toEqual([]);
  expect([...taken.values()].filter((amounts) => amounts.length > 1)).toEqual([]);
  for (const { paymentId, quote, creditMinor = 0n, feeMinor = 0n } of model.started)
    for (const amount of taken.get(paymentId) ?? []) expect(amount).toBe(quoteTotal(quote) - creditMinor + feeMinor);
  for (const { id, state, amountMinor } of payments) {
    if (state === 'succeeded') expect(taken.get(id) ?? []).toEqual(amountMinor > 0n ? [amountMinor] : []);
    if (state === 'failed' || state === 'cancelled') expect(taken.get(id)).toBeUndefined();
  }
  await expectAsAgreed(model, real, payments, taken);
  model.steps += 1;
  if (model.steps % EXAMINED_EVERY === 0) await expectBooksHold(real);
}

type Of = { id: string; scheduledChargeId: string | null };

async function expectAsAgreed(
  { agreed }: SoakModel,
  real: SoakWorld,
  payments: readonly Of[],
  taken: Map<string, bigint[]>,
): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { vendorId } = real.payer.actor;
  for (const charge of await db.scheduledCharge.findMany({ where: { vendorId } })) {
    const tries = payments.filter(({ scheduledChargeId }) => scheduledChargeId === charge.id);
    const amounts = tries.flatMap(({ id }) => taken.get(id) ?? []);
    expect(amounts.length).toBeLessThanOrEqual(1);
    const most = charge.kind === 'autopay' ? charge.agreedMinor : agreed.get(charge.id);
    for (const amount of amounts) expect(amount).toBeLessThanOrEqual(most ?? 0n);
  }
}

async function expectBooksHold(real: SoakWorld): Promise<void> {
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  expect((await verifyBooks({ now: real.now() })).filter(({ severity }) => severity === 'wrong')).toEqual([]);
}

/** The faults stop, the bells ring, dates pass, the banks answer: then everything must be decided. */
export async function heal(real: SoakWorld): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { turnAutopayOff } = await import('~/domain/autopay/end-autopay.server');
  const { reconcileReversals } = await import('~/domain/gateway-disputes/reconcile-reversals.server');
  const { actor } = real.payer;
  await real.world.ctl('DELETE', '/faults');
  await real.world.ctl('POST', '/webhooks', { mode: 'deliver', duplicate: 0, shuffle: false });
  await real.ring();
  await turnAutopayOff(actor, { currency: 'USD', cause: 'soak' }, real.now());
  for (const minutes of [16, 16, 16]) await pass(real, minutes);
  const underWay = { vendorId: actor.vendorId, endedAt: null };
  for (let day = 0; day < CHARGES_END_WITHIN_DAYS; day++) {
    if ((await db.scheduledCharge.count({ where: underWay })) === 0) break;
    await pass(real, DAY);
  }
  await pass(real, DEBITS_END_AFTER_DAYS * DAY);
  await reconcileReversals({ now: real.now(), days: RUN_DAYS });
  await real.ring();
}

/** What the crons do as time goes by. */
export async function pass(real: SoakWorld, minutes: number): Promise<void> {
  const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
  const { reconcileRefunds } = await import('~/domain/refunds/reconcile-refunds.server');
  await real.advance(minutes);
  await reconcileRecent({ now: real.now() });
  await reconcileRefunds({ now: real.now() });
  await real.minute();
}

export async function expectAllAgree(model: SoakModel, real: SoakWorld): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { reconcileDay } = await import('~/domain/payments/reconcile.server');
  const { reconcileReversals } = await import('~/domain/gateway-disputes/reconcile-reversals.server');
  const now = real.now();
  const { vendorId } = real.payer.actor;
  const open = { where: { vendorId, endedAt: null }, select: { id: true, state: true } };
  expect(await db.payment.findMany(open)).toEqual([]);
  expect(await db.scheduledCharge.findMany(open)).toEqual([]);
  expect(await db.refund.findMany({ where: { vendorId, bookedAt: null, state: 'pending' } })).toEqual([]);
  expect(await db.credit.findMany({ where: { vendorId, heldMinor: { not: 0n } } })).toEqual([]);
  expect(await db.invoice.findMany({ where: { vendorId, inFlightMinor: { not: 0n } } })).toEqual([]);
  expect((await reconcileDay({ now, days: RUN_DAYS })).differences).toEqual([]);
  expect((await reconcileReversals({ now, days: RUN_DAYS })).differences).toEqual([]);
  await expectAgreement(real.world, { now });
  await expectNothingTwice(model, real);
  await expectOwed(model, real);
}

/**
 * What the customer owes is what was issued, less what was taken back of it, and less what others than us say has been
 * paid: the gateway, and whoever brought the cheques. What is paid beyond that is the customer's credit, or our fee.
 */
async function expectOwed(model: SoakModel, { payer: { actor } }: SoakWorld): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { vendorId, customerId } = actor;
  const [books] = await db.$queryRaw<[{ owed: bigint; net: bigint; credit: bigint; fees: bigint; loss: bigint }]>`
    SELECT (SELECT coalesce(sum(total_minor - credited_minor - written_off_minor - paid_minor), 0) FROM invoices i
        WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND voided_at IS NULL)::bigint AS owed,
      (SELECT coalesce(sum(amount_minor), 0) FROM ledger_lines WHERE vendor_id = ${vendorId}::uuid AND account = 'gateway_clearing')::bigint AS net,
      (SELECT coalesce(sum(remaining_minor), 0) FROM credits WHERE vendor_id = ${vendorId}::uuid AND customer_id = ${customerId}::uuid)::bigint AS credit,
      (SELECT coalesce(-sum(amount_minor), 0) FROM ledger_lines WHERE vendor_id = ${vendorId}::uuid AND account = 'fees')::bigint AS fees,
      (SELECT coalesce(sum(loss_minor), 0) FROM refunds WHERE vendor_id = ${vendorId}::uuid AND booked_at IS NOT NULL AND failed_at IS NULL)::bigint
        + (SELECT coalesce(sum(loss_minor), 0) FROM gateway_disputes WHERE vendor_id = ${vendorId}::uuid AND withdrawn_at IS NOT NULL AND reinstated_at IS NULL)::bigint AS loss`;
  const { issuedMinor, takenBackMinor, outsideMinor } = model;
  expect(books.owed).toBe(
    issuedMinor - takenBackMinor - outsideMinor - books.net + books.credit + books.fees - books.loss,
  );
}

/** What happened to a customer, by kind: a soak that has not seen a thing proves nothing of it. */
export async function whatHappened({ payer: { actor } }: SoakWorld): Promise<Map<string, number>> {
  const { db } = await import('~/lib/db.server');
  const { vendorId } = actor;
  const rows = await db.$queryRaw<{ what: string; count: number }[]>`
    SELECT what, count(*)::int AS count FROM (
      SELECT concat_ws(' ', 'payment', channel, state) AS what FROM payments WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT 'credit used' FROM payments WHERE vendor_id = ${vendorId}::uuid AND state = 'succeeded' AND credit_minor > 0 AND amount_minor > 0
      UNION ALL SELECT 'credit covers all' FROM payments WHERE vendor_id = ${vendorId}::uuid AND state = 'succeeded' AND amount_minor = 0
      UNION ALL SELECT 'fee taken ' || channel FROM payments WHERE vendor_id = ${vendorId}::uuid AND state = 'succeeded' AND fee_minor > 0
      UNION ALL SELECT concat_ws(' ', 'charge', kind, state) FROM scheduled_charges WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT 'charge tried again' FROM scheduled_charges WHERE vendor_id = ${vendorId}::uuid AND tries > 1
      UNION ALL SELECT 'charge lets go: ' || drop_reason FROM scheduled_charge_invoices WHERE vendor_id = ${vendorId}::uuid AND drop_reason IS NOT NULL
      UNION ALL SELECT 'credit by ' || source FROM credits WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT 'credit note' FROM credit_notes WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT 'credit handed back' FROM credit_payouts WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT concat_ws(' ', 'refund', origin, state) FROM refunds WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT concat_ws(' ', 'bank dispute', state) FROM gateway_disputes WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT concat_ws(' ', 'invoice dispute', covers, coalesce(outcome, 'open')) FROM invoice_disputes WHERE vendor_id = ${vendorId}::uuid
      UNION ALL SELECT 'invoice void' FROM invoices WHERE vendor_id = ${vendorId}::uuid AND voided_at IS NOT NULL
    ) happened GROUP BY what`;
  return new Map(rows.map(({ what, count }) => [what, count]));
}

/** What ten thousand steps must have seen. */
export const MUST_HAPPEN = [
  'payment portal succeeded',
  'payment portal failed',
  'payment portal cancelled',
  'payment staff succeeded',
  'payment scheduled succeeded',
  'payment scheduled failed',
  'payment autopay succeeded',
  'payment autopay failed',
  'payment outside succeeded',
  'credit used',
  'credit covers all',
  'fee taken portal',
  'fee taken scheduled',
  'charge scheduled cancelled',
  'charge autopay cancelled',
  'charge tried again',
  'charge lets go: paid',
  'charge lets go: void',
  'charge lets go: in-flight',
  'charge lets go: disputed',
  'credit by credit_note',
  'credit by overpayment',
  'credit by voided_invoice',
  'credit by refund_returned',
  'credit by dispute_reinstated',
  'credit note',
  'credit handed back',
  'refund ours succeeded',
  'refund ours failed',
  'refund gateway succeeded',
  'bank dispute won',
  'bank dispute lost',
  'invoice dispute invoice withdrawn',
  'invoice dispute amount resolved',
  'invoice void',
];
