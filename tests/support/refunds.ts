import Stripe from 'stripe';
import { SANDBOX_SECRET_KEY } from '../../sandbox/keys';
import type { StaffActor } from '~/auth/actor';
import type { FeeRule } from '~/domain/fees/fee';
import type { RequestRefundInput } from '~/domain/refunds/request-refund.types';
import { newId } from '~/lib/ids';
import { makePayer, type Payer } from './payer';
import type { World } from './world';

/** The gateway's own SDK on the sandbox, for what is done behind the product's back. */
export function gatewayOf(world: World): Stripe {
  const { hostname: host, port } = new URL(world.sandboxUrl);
  return new Stripe(SANDBOX_SECRET_KEY, { host, port, protocol: 'http', telemetry: false });
}

/** Somebody of the vendor who may refund, unless said otherwise. */
export async function makeStaff(vendorId: string, role: StaffActor['role'] = 'biller'): Promise<StaffActor> {
  const { db } = await import('~/lib/db.server');
  const staffId = newId();
  await db.staff.create({
    data: { id: staffId, vendorId, email: `${staffId}@staff.example`, name: 'Bo Biller', role },
  });
  return { kind: 'staff', vendorId, staffId, role };
}

export type Paid = {
  payer: Payer;
  staff: StaffActor;
  paymentId: string;
  intentId: string;
  chargeId: string;
  /** In the order of due dates: 100.00 USD each. */
  invoiceIds: string[];
};

/** A payment of so many invoices of 100.00, due a day apart, settled with the card; with the fee that is shown. */
export async function payWith(
  card: string,
  { count = 2, now, fee }: { count?: number; now: Date; fee?: { rule: FeeRule; feeMinor: bigint } },
): Promise<Paid> {
  const { db } = await import('~/lib/db.server');
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const payer = await makePayer();
  const invoiceIds: string[] = [];
  for (let at = 0; at < count; at++) {
    const [invoice] = await payer.invoices(1, { dueOn: `2026-02-${String(at + 1).padStart(2, '0')}` });
    invoiceIds.push(invoice?.id ?? '');
  }
  if (fee) {
    const { setFees } = await import('~/domain/fees/set-fees.server');
    const setting = { vendorId: payer.actor.vendorId, currency: 'USD', rules: [fee.rule], beyondCardRules: false };
    if (!(await setFees(setting, { cause: 'test' })).ok) throw new Error('the fee was refused');
  }
  const input = await payer.payAll(await payer.saveCard(card), fee ? { feeMinor: fee.feeMinor } : {});
  const started = await startPayment(payer.actor, input, now);
  if (!started.ok || started.payment.state !== 'succeeded') throw new Error('the payment did not succeed');
  const { vendorId } = payer.actor;
  const row = await db.payment.findUniqueOrThrow({ where: { id: input.paymentId, vendorId } });
  return {
    payer,
    staff: await makeStaff(vendorId),
    paymentId: input.paymentId,
    intentId: row.gatewayIntentId ?? '',
    chargeId: row.gatewayChargeId ?? '',
    invoiceIds,
  };
}

/** What a form would post to refund all that is left. */
export function refundOf(paid: Pick<Paid, 'paymentId'>, values: Partial<RequestRefundInput> = {}): RequestRefundInput {
  return {
    refundId: newId(),
    paymentId: paid.paymentId,
    what: { kind: 'all' },
    reason: 'Sent back',
    cause: 'test',
    ...values,
  };
}

/** What an invoice says: paid and due, in the order given. */
export async function paidAndDue(paid: Paid): Promise<{ paid: bigint; due: bigint }[]> {
  const { db } = await import('~/lib/db.server');
  const rows = await db.invoice.findMany({
    where: { vendorId: paid.payer.actor.vendorId, id: { in: paid.invoiceIds } },
  });
  return paid.invoiceIds.map((id) => {
    const row = rows.find((each) => each.id === id);
    return { paid: row?.paidMinor ?? -1n, due: row?.dueMinor ?? -1n };
  });
}

/** What the gateway really holds of a payment's charge. */
export async function truthOf(world: World, paid: Paid): Promise<{ refunded: number; disputed: number }> {
  const { charges } = (await world.ctl('GET', '/truth')) as {
    charges: { id: string; refunded: number; disputed: number }[];
  };
  const charge = charges.find(({ id }) => id === paid.chargeId);
  if (!charge) throw new Error('the gateway knows no such charge');
  return { refunded: charge.refunded, disputed: charge.disputed };
}

/** The kinds of ledger entries a vendor has beside those of issuing and paying. */
export async function reversalEntries(vendorId: string): Promise<string[]> {
  const { db } = await import('~/lib/db.server');
  const rows = await db.ledgerEntry.findMany({
    where: { vendorId, kind: { notIn: ['invoice_issued', 'payment_settled', 'invoice_voided'] } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => row.kind);
}
