import { db } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { fromDecimal } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { commandActor } from '~/domain/staff/command-actor.server';
import { requestRefund } from './request-refund.server';
import type { RequestedRefund, RequestRefundInput, RequestRefundRefusal } from './request-refund.types';

type Typed = {
  /** A payment's id, or its receipt's number. */
  payment: string;
  reason: string;
  amount: string | undefined;
  /** NUMBER=12.34 */
  invoices: readonly string[];
  staffEmail: string | undefined;
  vendorSlug: string | undefined;
  refundId: string | undefined;
};

type Found = { id: string; vendorId: string; currency: string };
/** Asked for in a wrong way, in a sentence. */
export type Problem = { problem: string };

/** What an operator types, read into a request for a refund. Guesses nothing: what it cannot read it refuses. */
export async function refundByCommand(
  typed: Typed,
  now: Date,
): Promise<Result<{ refund: RequestedRefund }, RequestRefundRefusal | Problem>> {
  if (typed.amount !== undefined && typed.invoices.length > 0)
    return refuse({ problem: 'Say --amount or --invoice, not both.' });
  if (typed.refundId !== undefined && !isId(typed.refundId))
    return refuse({ problem: '--id must be a UUID in lower case.' });
  const payments = await findPayments(typed);
  const [payment] = payments;
  if (!payment) return refuse({ kind: 'no-payment' });
  if (payments.length > 1)
    return refuse({ problem: 'Several vendors have a receipt of that number; say whose with --vendor.' });
  const actor = await commandActor(payment.vendorId, typed.staffEmail);
  if (!actor) return refuse({ problem: '--staff names nobody of this vendor.' });
  const what = await readWhat(typed, payment);
  if ('problem' in what) return refuse(what);
  const refundId = typed.refundId ?? newId();
  return requestRefund(
    actor,
    { refundId, paymentId: payment.id, what, reason: typed.reason, cause: 'command refund' },
    now,
  );
}

async function findPayments({ payment, vendorSlug }: Typed): Promise<Found[]> {
  // all vendors: an operator names the payment, whoever's it is.
  return db.$queryRaw<Found[]>`
    SELECT p.id, p.vendor_id AS "vendorId", p.currency
    FROM payments p JOIN vendors v ON v.id = p.vendor_id -- all vendors: an operator names the payment, whoever's it is
    LEFT JOIN receipts r ON r.vendor_id = p.vendor_id AND r.payment_id = p.id
    WHERE (p.id = ${isId(payment) ? payment : null}::uuid OR r.number = ${payment}) AND (${vendorSlug ?? null}::text IS NULL OR v.slug = ${vendorSlug ?? null})
    LIMIT 2`;
}

async function readWhat(typed: Typed, payment: Found): Promise<RequestRefundInput['what'] | Problem> {
  const { currency, vendorId } = payment;
  const amountOf = (text: string) => {
    const amountMinor = fromDecimal(text, currency);
    return amountMinor !== null && amountMinor > 0n ? amountMinor : null;
  };
  if (typed.amount !== undefined) {
    const amountMinor = amountOf(typed.amount);
    return amountMinor === null
      ? { problem: `--amount ${typed.amount}: write an amount of ${currency} above zero, as in 12.34.` }
      : { kind: 'amount', amountMinor };
  }
  if (typed.invoices.length === 0) return { kind: 'all' };
  const parts: { invoiceId: string; amountMinor: bigint }[] = [];
  for (const text of typed.invoices) {
    // The number may hold an equals sign, the amount may not.
    const at = text.lastIndexOf('=');
    const amountMinor = at > 0 ? amountOf(text.slice(at + 1)) : null;
    if (amountMinor === null) return { problem: `--invoice ${text}: write NUMBER=AMOUNT, as in INV-1042=12.34.` };
    const invoice = await db.invoice.findFirst({
      where: { vendorId, number: text.slice(0, at) },
      select: { id: true },
    });
    if (!invoice) return { problem: `There is no invoice ${text.slice(0, at)}.` };
    parts.push({ invoiceId: invoice.id, amountMinor });
  }
  return { kind: 'parts', parts };
}
