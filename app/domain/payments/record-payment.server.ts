import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { payable } from '~/domain/invoices/payable.server';
import { transaction, type Tx } from '~/lib/db.server';
import { sumMinor, type Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { recordOutsidePayments } from './record-outside-payments.server';
import { spread, type SpreadRule } from './spread';

export type RecordPaymentInput = {
  /** Made beforehand: the same id again is the same payment. */
  paymentId: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  amountMinor: bigint;
  /** So much for each named invoice, or spread over all that are open. What is left over is credit. */
  over: { parts: readonly { invoiceId: string; amountMinor: bigint }[] } | { rule: SpreadRule };
  receivedAt: Date;
  /** How it came: cheque, wire, cash; and what identifies it. */
  note: string;
  cause: string;
};

export type RecordPaymentRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'not-an-amount' }
  | { kind: 'no-customer' }
  | { kind: 'in-the-future' }
  | { kind: 'not-open'; invoiceId: string }
  | { kind: 'too-much-on-invoice'; number: string; dueMinor: bigint; currency: Currency }
  | { kind: 'other-request' };

export type RecordedPayment = {
  id: string;
  currency: Currency;
  amountMinor: bigint;
  invoices: number;
  /** Beyond what was open: credit on account now. */
  unappliedMinor: bigint;
};

type Open = { id: string; number: string; dueMinor: bigint };
type Answer = Result<{ payment: RecordedPayment }, RecordPaymentRefusal>;

/**
 * Records a cheque, a wire or cash: spread over the customer's open invoices by the same rules as a payment in the
 * portal, and what is more than they take is credit on account. A constant number of statements, in one transaction.
 */
export async function recordPayment(actor: VendorActor, input: RecordPaymentInput, now: Date): Promise<Answer> {
  const { vendorId, customerId, currency, amountMinor, paymentId } = input;
  if (actor.kind === 'staff' && (actor.role === 'viewer' || actor.vendorId !== vendorId))
    return refuse({ kind: 'not-allowed' });
  if (amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
  if (input.receivedAt > now) return refuse({ kind: 'in-the-future' });
  return transaction(async (tx) => {
    // One at a time for a customer, so that the same id twice is seen.
    const [customer] = await tx.$queryRaw<object[]>`
      SELECT FROM customers WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid FOR NO KEY UPDATE`;
    if (!customer) return refuse({ kind: 'no-customer' });
    const seen = await findRecorded(tx, input);
    if (seen) return seen.amountMinor === amountMinor ? { ok: true, payment: seen } : refuse({ kind: 'other-request' });
    const open = await lockOpen(tx, input);
    const shares = shareOut(input, open);
    if (!shares.ok) return shares;
    const { allocations } = shares;
    const unappliedMinor = amountMinor - sumMinor(allocations.map((share) => share.amountMinor));
    const payment = { id: paymentId, customerId, currency, settledAt: input.receivedAt, allocations, unappliedMinor };
    await recordOutsidePayments(tx, { vendorId, payments: [payment] });
    await record(tx, {
      vendorId,
      actor,
      cause: input.cause,
      action: 'payment.recorded',
      subject: 'payment',
      subjectId: paymentId,
      data: { amountMinor, currency, unappliedMinor, invoices: allocations.length, note: input.note },
    });
    const recorded = { id: paymentId, currency, amountMinor, invoices: allocations.length, unappliedMinor };
    return { ok: true, payment: recorded };
  });
}

async function findRecorded(
  tx: Tx,
  { vendorId, customerId, currency, paymentId }: RecordPaymentInput,
): Promise<RecordedPayment | null> {
  const [row] = await tx.$queryRaw<RecordedPayment[]>`
    SELECT id, currency, amount_minor AS "amountMinor", invoice_count AS invoices, unapplied_minor AS "unappliedMinor" FROM payments
    WHERE vendor_id = ${vendorId}::uuid AND customer_id = ${customerId}::uuid AND currency = ${currency} AND id = ${paymentId}::uuid AND channel = 'outside'`;
  return row ?? null;
}

/** In id order, as everybody locks; answered in the order of due dates. */
async function lockOpen(tx: Tx, { vendorId, customerId, currency }: RecordPaymentInput): Promise<Open[]> {
  return tx.$queryRaw<Open[]>`
    WITH locked AS MATERIALIZED (
      SELECT i.id, i.number, i.due_minor, i.due_on FROM invoices i
      WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND i.currency = ${currency} AND ${payable}
      ORDER BY i.id FOR NO KEY UPDATE
    )
    SELECT id, number, due_minor AS "dueMinor" FROM locked ORDER BY due_on, id`;
}

type Shares = { allocations: { invoiceId: string; amountMinor: bigint }[] };

function shareOut(
  { over, amountMinor, currency }: RecordPaymentInput,
  open: Open[],
): Result<Shares, RecordPaymentRefusal> {
  if ('rule' in over) {
    const shares = spread(open, amountMinor, over.rule);
    const allocations = open.map(({ id }, at) => ({ invoiceId: id, amountMinor: shares[at] ?? 0n }));
    return { ok: true, allocations: allocations.filter((share) => share.amountMinor > 0n) };
  }
  const byId = new Map(open.map((invoice) => [invoice.id, invoice]));
  const named = new Set(over.parts.map((part) => part.invoiceId));
  const total = sumMinor(over.parts.map((part) => part.amountMinor));
  if (named.size < over.parts.length || total > amountMinor) return refuse({ kind: 'not-an-amount' });
  for (const part of over.parts) {
    const invoice = byId.get(part.invoiceId);
    if (!invoice) return refuse({ kind: 'not-open', invoiceId: part.invoiceId });
    if (part.amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
    const { number, dueMinor } = invoice;
    if (part.amountMinor > dueMinor) return refuse({ kind: 'too-much-on-invoice', number, dueMinor, currency });
  }
  return { ok: true, allocations: [...over.parts] };
}
