import type { StaffActor } from '~/auth/actor';
import { planCredit } from '~/domain/credits/plan-credit';
import type { CreditUse } from '~/domain/credits/credit-use';
import type { StaffPayer } from '~/domain/payments/payer';
import { isFinal, type PaymentState } from '~/domain/payments/payment-state';
import { quoteTotal, type QuoteLine } from '~/domain/payments/quote';
import { startPayment } from '~/domain/payments/start-payment.server';
import type { StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { syncPayment } from '~/domain/payments/sync-payment.server';
import { chargeRules } from '~/gateways/gateway-amount';
import { getConfig } from '~/lib/config.server';
import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { SkipReason } from './batch-payment';
import { methodFor, returnedTooOften, whyNotChargeable } from './plan-batch.server';
import type { TakenCharge } from './take-charges.server';
import { leaveOut, type LeftOut } from './write-outcomes.server';

/** `follow`: its payment tells how it stands. `over`: it has ended, or is another worker's. `again`: not known yet. */
export type Made = 'follow' | 'over' | 'again';

/** So often invoices may change between looking and holding before it is left for later. */
const LOOKS = 3;

/**
 * Makes one charge that this worker has taken, or finds out what became of it: whoever comes, however often, it is the
 * one payment under the id that was minted with the batch. Invoices that can no longer be paid are left out, each with
 * its reason; never more is charged than staff confirmed. Never throws for what a bank says.
 */
export async function makeCharge(taken: TakenCharge, cause: string, now: Date): Promise<Made> {
  for (let looked = 0; looked < LOOKS; looked++) {
    const charge = await look(taken);
    if (!charge) return 'over';
    if (charge.paymentState !== null) return followUp(taken, charge.paymentState, cause, now);
    const { lines, left } = sort(charge);
    if (lines.length === 0 || left.length > 0) {
      const held = await leaveOut(taken, left, lines.length === 0, now);
      if (!held || lines.length === 0) return 'over';
    }
    const result = await startPayment(payerOf(taken, charge), askOf(taken, charge, lines, cause), now);
    if (result.ok) return isFinal(result.payment.state) || result.payment.state === 'processing' ? 'follow' : 'again';
    const failure = failureOf(result.refusal);
    if (failure !== null) {
      const all = lines.map(({ invoiceId }): LeftOut => ({ invoiceId, outcome: 'failed', reason: failure }));
      await leaveOut(taken, all, true, now);
      return 'over';
    }
  }
  return 'again';
}

type Line = QuoteLine & { reason: SkipReason | null };
type Charge = {
  staffId: string;
  role: StaffActor['role'];
  customerId: string;
  currency: Currency;
  /** Of the payment that was begun under its id. */
  paymentState: PaymentState | null;
  methodId: string | null;
  creditUse: CreditUse;
  creditMinor: bigint;
  lines: Line[];
};

/** Everything that decides what happens, in one statement; null where this worker's lease is over. */
async function look({ vendorId, paymentId, fence }: TakenCharge): Promise<Charge | null> {
  type Row = Omit<Charge, 'creditMinor' | 'lines'> & {
    creditMinor: string;
    lines: (Omit<Line, 'dueMinor' | 'payMinor'> & { dueMinor: string; payMinor: string })[] | null;
  };
  const [row] = await readRows<Row>(sql`
    SELECT b.staff_id AS "staffId", s.role, c.customer_id AS "customerId", c.currency, p.state AS "paymentState", m.id AS "methodId", v.credit_use AS "creditUse",
      CASE WHEN v.credit_use = 'always' THEN (SELECT coalesce(sum(k.remaining_minor), 0)::text FROM credits k
        WHERE k.vendor_id = c.vendor_id AND k.customer_id = c.customer_id AND k.currency = c.currency AND k.remaining_minor > 0) ELSE '0' END AS "creditMinor",
      (SELECT json_agg(json_build_object('invoiceId', i.id, 'version', i.version, 'dueMinor', i.due_minor::text,
          'payMinor', least(i.due_minor, t.amount_minor)::text, 'reason', coalesce(${whyNotChargeable}, CASE WHEN ${returnedTooOften} THEN 'debit-returned' END)) ORDER BY t.position)
        FROM batch_items t JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id
        WHERE t.vendor_id = c.vendor_id AND t.payment_id = c.payment_id AND t.outcome = 'waiting') AS lines
    FROM batch_charges c JOIN batch_payments b ON b.vendor_id = c.vendor_id AND b.id = c.batch_id JOIN vendors v ON v.id = c.vendor_id JOIN staff s ON s.vendor_id = b.vendor_id AND s.id = b.staff_id
    LEFT JOIN payments p ON p.vendor_id = c.vendor_id AND p.id = c.payment_id
    LEFT JOIN LATERAL (${methodFor}) m ON true
    WHERE c.vendor_id = ${vendorId}::uuid AND c.payment_id = ${paymentId}::uuid AND c.fence = ${fence} AND c.state = 'ready'`);
  if (!row) return null;
  const lines = (row.lines ?? []).map((line) => ({
    ...line,
    dueMinor: BigInt(line.dueMinor),
    payMinor: BigInt(line.payMinor),
  }));
  return { ...row, creditMinor: BigInt(row.creditMinor), lines };
}

/** What can be charged, and why the rest cannot. */
function sort(charge: Charge): { lines: QuoteLine[]; left: LeftOut[] } {
  const lines = charge.lines.filter((line) => line.reason === null);
  const creditPays = creditOf(charge, lines) === quoteTotal(lines);
  const chargeable = charge.methodId !== null || creditPays ? lines : [];
  const left = charge.lines.filter((line) => !chargeable.includes(line));
  return {
    lines: chargeable,
    left: left.map(({ invoiceId, reason }) => ({ invoiceId, outcome: 'skipped', reason: reason ?? 'no-method' })),
  };
}

/** Nobody is there to choose, so credit is used only where the vendor always wants it. */
function creditOf({ creditUse, creditMinor, currency }: Charge, lines: readonly QuoteLine[]): bigint {
  return creditUse === 'always' ? planCredit(quoteTotal(lines), creditMinor, chargeRules(currency)) : 0n;
}

function payerOf({ vendorId, batchId, fence }: TakenCharge, { staffId, role, customerId }: Charge): StaffPayer {
  return { kind: 'staff', channel: 'batch', staffId, role, vendorId, customerId, batchId, fence };
}

function askOf({ paymentId }: TakenCharge, charge: Charge, lines: QuoteLine[], cause: string) {
  const { currency, methodId } = charge;
  return {
    paymentId,
    currency,
    quote: lines,
    creditMinor: creditOf(charge, lines),
    method: methodId === null ? { kind: 'none' as const } : { kind: 'saved' as const, methodId },
    returnUrl: new URL(paths.payment(paymentId), getConfig().APP_URL).href,
    inPlace: false,
    cause,
  };
}

/** Why nothing was asked of the bank, and never will be; null: look again, something has changed meanwhile. */
function failureOf(refusal: StartPaymentRefusal): string | null {
  switch (refusal.kind) {
    case 'amount-out-of-range':
    case 'method-not-for-currency':
      return refusal.kind;
    default:
      return null;
  }
}

/** Somebody began it before: what the gateway says of it is all that is left to learn. */
async function followUp({ paymentId }: TakenCharge, state: PaymentState, cause: string, now: Date): Promise<Made> {
  if (isFinal(state) || state === 'processing') return 'follow';
  const synced = await syncPayment({ paymentId, cause, now, takenOver: true });
  return synced && (isFinal(synced.state) || synced.state === 'processing') ? 'follow' : 'again';
}
