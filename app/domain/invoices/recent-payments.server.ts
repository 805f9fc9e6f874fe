import { isFinal, type PaymentState } from '~/domain/payments/payment-state';
import { dateIn } from '~/lib/dates';
import { type Prisma, sql } from '~/lib/db.server';
import { sumMinor, type Currency } from '~/lib/money';
import type { InvoiceScope } from './open-invoice';
import type { InPayment, RecentPayment } from './recent-payment';

const PAID_SHOWN = 5;
const RECENT_DAYS = 90;

/** As it comes inside JSON: amounts as text, the instant as ISO 8601. */
export type RecentPaymentRow = {
  id: string;
  state: PaymentState;
  currency: Currency;
  amountMinor: string;
  heldMinor: string;
  invoiceCount: number;
  at: string;
};

/** SQL: the customer's payments that are under way, and the last few that went through. Reads one index. */
export function selectRecentPayments({ vendorId, customerId }: InvoiceScope, now: Date): Prisma.Sql {
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000);
  const own = sql`payments p WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid AND p.created_at > ${since}`;
  return sql`
    SELECT p.id, p.state, p.currency, (p.amount_minor + p.credit_minor)::text AS "amountMinor", (p.amount_minor + p.credit_minor - p.fee_minor - p.unapplied_minor)::text AS "heldMinor",
      p.invoice_count AS "invoiceCount", coalesce(p.settled_at, p.created_at) AS at
    FROM (
      (SELECT p.* FROM ${own} AND p.ended_at IS NULL)
      UNION ALL
      (SELECT p.* FROM ${own} AND p.state = 'succeeded' ORDER BY p.created_at DESC, p.id LIMIT ${PAID_SHOWN + 1}::int)
    ) p ORDER BY at DESC, p.id`;
}

export function readRecentPayments(
  found: readonly RecentPaymentRow[],
  timeZone: string,
): { inPayment: InPayment[]; waiting: RecentPayment[]; recentlyPaid: { rows: RecentPayment[]; more: boolean } } {
  const describe = ({ id, currency, amountMinor, invoiceCount, at }: RecentPaymentRow): RecentPayment => ({
    id,
    currency,
    amountMinor: BigInt(amountMinor),
    invoiceCount,
    on: dateIn(timeZone, new Date(at)),
  });
  const underWay = found.filter((row) => !isFinal(row.state));
  const paid = found.filter((row) => row.state === 'succeeded');
  return {
    inPayment: [...new Set(underWay.map((row) => row.currency))].map((currency) => ({
      currency,
      amountMinor: sumMinor(underWay.filter((row) => row.currency === currency).map((row) => BigInt(row.heldMinor))),
    })),
    waiting: underWay.filter((row) => row.state === 'action_required').map(describe),
    recentlyPaid: { rows: paid.slice(0, PAID_SHOWN).map(describe), more: paid.length > PAID_SHOWN },
  };
}
