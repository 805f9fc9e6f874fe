import type { StaffActor } from '~/auth/actor';
import type { CreditUse } from '~/domain/credits/credit-use';
import type { PaymentState } from '~/domain/payments/payment-state';
import type { QuoteLine } from '~/domain/payments/quote';
import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { SkipReason } from './batch-payment';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import { returnedTooOften, whyNotChargeable } from './plan-batch.server';
import type { TakenCharge } from './take-charges.server';

export type ChargeLine = QuoteLine & { reason: SkipReason | null };
export type Charge = {
  paymentId: string;
  staffId: string;
  role: StaffActor['role'];
  customerId: string;
  currency: Currency;
  /** Of the payment that was begun under its id. */
  paymentState: PaymentState | null;
  methodId: string | null;
  creditUse: CreditUse;
  creditMinor: bigint;
  lines: ChargeLine[];
};

/** Everything that decides what happens to charges of one vendor, in one statement; those are missing of which this worker's lease is over. */
export async function lookAtCharges(taken: readonly TakenCharge[]): Promise<Map<string, Charge>> {
  type Row = Omit<Charge, 'creditMinor' | 'lines'> & {
    creditMinor: string;
    lines: (Omit<ChargeLine, 'dueMinor' | 'payMinor'> & { dueMinor: string; payMinor: string })[] | null;
  };
  const rows = await readRows<Row>(sql`
    SELECT c.payment_id AS "paymentId", b.staff_id AS "staffId", s.role, c.customer_id AS "customerId", c.currency, p.state AS "paymentState", m.id AS "methodId", v.credit_use AS "creditUse",
      CASE WHEN v.credit_use = 'always' THEN (SELECT coalesce(sum(k.remaining_minor), 0)::text FROM credits k
        WHERE k.vendor_id = c.vendor_id AND k.customer_id = c.customer_id AND k.currency = c.currency AND k.remaining_minor > 0) ELSE '0' END AS "creditMinor",
      (SELECT json_agg(json_build_object('invoiceId', i.id, 'version', i.version, 'dueMinor', i.due_minor::text,
          'payMinor', least(i.due_minor, t.amount_minor)::text, 'reason', coalesce(${whyNotChargeable}, CASE WHEN ${returnedTooOften} THEN 'debit-returned' END)) ORDER BY t.position)
        FROM batch_items t JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id
        WHERE t.vendor_id = c.vendor_id AND t.payment_id = c.payment_id AND t.outcome = 'waiting') AS lines
    FROM unnest(${taken.map(({ paymentId }) => paymentId)}::uuid[], ${taken.map(({ fence }) => fence)}::int[]) AS o (payment_id, fence)
    JOIN batch_charges c ON c.vendor_id = ${taken[0]!.vendorId}::uuid AND c.payment_id = o.payment_id AND c.fence = o.fence AND c.state = 'ready'
    JOIN batch_payments b ON b.vendor_id = c.vendor_id AND b.id = c.batch_id JOIN vendors v ON v.id = c.vendor_id JOIN staff s ON s.vendor_id = b.vendor_id AND s.id = b.staff_id
    LEFT JOIN payments p ON p.vendor_id = c.vendor_id AND p.id = c.payment_id
    LEFT JOIN LATERAL (${methodFor(sql`m.id, m.kind`)}) m ON true`);
  return new Map(
    rows.map((row) => {
      const lines = (row.lines ?? []).map((line) => ({
        ...line,
        dueMinor: BigInt(line.dueMinor),
        payMinor: BigInt(line.payMinor),
      }));
      return [row.paymentId, { ...row, creditMinor: BigInt(row.creditMinor), lines }];
    }),
  );
}
