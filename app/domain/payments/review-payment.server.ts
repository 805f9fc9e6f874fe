import type { ContactActor } from '~/auth/actor';
import { kindOfBrand } from '~/domain/payment-methods/method-kind';
import { listPaymentMethods, type ListedMethod } from '~/domain/payment-methods/list-payment-methods.server';
import { loadSelection } from '~/domain/selections/load-selection.server';
import { db, Prisma, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { PayableTotal } from './payable-total';
import { payableTotals } from './payable-totals.server';
import type { PaymentState } from './payment-state';
import { reviewInvoices, type ReviewedInvoices } from './review-invoices.server';
import { triedBefore } from './tried-before.server';

export type ReviewAsk = {
  /** Null: the currency most of the invoices are in. */
  currency: Currency | null;
  /** Everything open instead of what is ticked. */
  all: boolean;
  /** The invoices of this payment, which came to nothing, instead of what is ticked. */
  again: string | null;
  /** As much of each as that payment was to pay, where the vendor takes parts. */
  part: boolean;
  /** The payer keeps their credit for later, where that is theirs to choose. */
  keepCredit?: boolean;
  /** Only the first so many, where there are more than one payment takes. */
  first: number | undefined;
};

export type UnderWay = {
  id: string;
  state: PaymentState;
  currency: Currency;
  amountMinor: bigint;
  invoiceCount: number;
};

export type Review =
  | (Extract<ReviewedInvoices, { kind: 'ready' }> & { methods: ListedMethod[]; others: PayableTotal[] })
  | Exclude<ReviewedInvoices, { kind: 'ready' }>
  /** `ticked` invoices can no longer be paid; `underWay` are the payments that hold some of them, `open` is what could be paid instead. */
  | { kind: 'nothing'; ticked: number; open: PayableTotal[]; underWay: UnderWay[] };

/** What the payer is about to pay: the ticked invoices, all, or those of a payment that came to nothing; of one currency, priced now. Holds nothing. */
export async function reviewPayment(actor: ContactActor, ask: ReviewAsk): Promise<Review> {
  const tried = ask.again ? await triedBefore(actor, ask.again) : null;
  const meant = ask.all ? 'all' : await loadSelection(actor);
  const invoiceIds = tried ? tried.invoiceIds : meant;
  const totals = await payableTotals(actor, invoiceIds);
  const currency = tried ? tried.currency : (ask.currency ?? totals[0]?.currency);
  if (!currency || !totals.some((total) => total.currency === currency)) return nothing(actor, invoiceIds);
  const [review, methods, elsewhere] = await Promise.all([
    reviewInvoices(actor, {
      currency,
      invoiceIds,
      first: ask.first,
      shares: tried && ask.part ? tried.shares : null,
      credit: ask.keepCredit ? 'keep' : 'use',
    }),
    listPaymentMethods(actor),
    tried ? payableTotals(actor, meant) : totals,
  ]);
  if (!review) return nothing(actor, invoiceIds);
  if (review.kind !== 'ready') return review;
  return {
    ...review,
    methods: methods.filter((method) => review.kinds.includes(kindOfBrand(method.brand))),
    others: elsewhere.filter((total) => total.currency !== currency),
  };
}

async function nothing(actor: ContactActor, invoiceIds: readonly string[] | 'all'): Promise<Review> {
  const holding =
    invoiceIds === 'all'
      ? Prisma.empty
      : sql`AND EXISTS (SELECT FROM allocations a WHERE a.vendor_id = p.vendor_id AND a.payment_id = p.id AND a.invoice_id = ANY(${[...invoiceIds]}::uuid[]))`;
  const [open, underWay] = await Promise.all([
    payableTotals(actor, 'all'),
    db.$queryRaw<UnderWay[]>`
      SELECT p.id, p.state, p.currency, p.amount_minor + p.credit_minor AS "amountMinor", p.invoice_count AS "invoiceCount" FROM payments p
      WHERE p.vendor_id = ${actor.vendorId}::uuid AND p.customer_id = ${actor.customerId}::uuid AND p.ended_at IS NULL ${holding}
      ORDER BY p.created_at DESC, p.id LIMIT 3`,
  ]);
  return { kind: 'nothing', ticked: invoiceIds === 'all' ? 0 : invoiceIds.length, open, underWay };
}
