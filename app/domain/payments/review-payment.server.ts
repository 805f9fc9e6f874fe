import type { ContactActor } from '~/auth/actor';
import { loadCreditTerms } from '~/domain/credits/available-credit.server';
import type { CreditUse } from '~/domain/credits/credit-use';
import { planCredit, type ChargeRules } from '~/domain/credits/plan-credit';
import type { FeeRule } from '~/domain/fees/fee';
import { loadFeeRules } from '~/domain/fees/fee-rules.server';
import { kindOfBrand, kindsFor, type MethodKind } from '~/domain/payment-methods/method-kind';
import { listPaymentMethods, type ListedMethod } from '~/domain/payment-methods/list-payment-methods.server';
import { loadSelection } from '~/domain/selections/load-selection.server';
import { chargeRules, gatewayLimits, toGatewayAmount } from '~/gateways/gateway-amount';
import { db, Prisma, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { PayableTotal } from './payable-total';
import { payableTotals } from './payable-totals.server';
import { loadPaymentTerms } from './payment-terms.server';
import type { PaymentState } from './payment-state';
import { quoteTotal, type Quote } from './quote';
import { quotePayment } from './quote-payment.server';
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

/** The customer's credit: how much there is, how much of it this payment uses, and whether that is theirs to choose. */
export type ReviewedCredit = { availableMinor: bigint; usedMinor: bigint; mayChoose: boolean; kept: boolean };

export type Review =
  | {
      kind: 'ready';
      quote: Quote;
      /** Null where there is none, or the vendor does not want it used. */
      credit: ReviewedCredit | null;
      rules: ChargeRules;
      methods: ListedMethod[];
      /** What a new one may be. */
      kinds: MethodKind[];
      others: PayableTotal[];
      /** Where less may be paid: the least that it may come to, before the smaller of it and what is due is taken. */
      parts: { minimumMinor: bigint } | null;
      /** What the vendor passes on, by kind of method. */
      fees: FeeRule[];
    }
  | { kind: 'out-of-range'; quote: Quote; chargeMinor: bigint; minMinor: bigint; maxMinor: bigint }
  /** `firstMinor` is what the first of them, as many as the limit, come to. */
  | { kind: 'too-many'; currency: Currency; count: number; limit: number; firstMinor: bigint }
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
  const taken = await loadPaymentTerms(actor.vendorId, currency);
  const [quoted, methods, fees, terms, elsewhere] = await Promise.all([
    quotePayment(actor, { currency, invoiceIds, first: ask.first, limit: taken.limit }),
    listPaymentMethods(actor),
    loadFeeRules(actor.vendorId, currency),
    loadCreditTerms(actor, currency),
    tried ? payableTotals(actor, meant) : totals,
  ]);
  if (quoted.ok) {
    const quote = tried && ask.part && taken.partPayments ? inShares(quoted.quote, tried.shares) : quoted.quote;
    const limits = gatewayLimits(currency);
    const rules = chargeRules(currency);
    const kinds = kindsFor(currency, taken.methodKinds);
    const credit = reviewCredit(quote.totalMinor, terms, rules, ask.keepCredit ?? false);
    const chargeMinor = quote.totalMinor - (credit?.usedMinor ?? 0n);
    const chargeable = chargeMinor >= limits.minMinor && toGatewayAmount(chargeMinor, currency) !== null;
    if (chargeMinor > 0n && !chargeable) return { kind: 'out-of-range', quote, chargeMinor, ...limits };
    return {
      kind: 'ready',
      quote,
      credit,
      rules,
      methods: methods.filter((method) => kinds.includes(kindOfBrand(method.brand))),
      kinds,
      others: elsewhere.filter((total) => total.currency !== currency),
      parts: taken.partPayments ? { minimumMinor: larger(taken.minimumMinor ?? 1n, limits.minMinor) } : null,
      fees,
    };
  }
  if (quoted.refusal.kind === 'too-many') {
    return { ...quoted.refusal, currency };
  }
  return nothing(actor, invoiceIds);
}

function reviewCredit(
  totalMinor: bigint,
  { use, availableMinor }: { use: CreditUse; availableMinor: bigint },
  rules: ChargeRules,
  keep: boolean,
): ReviewedCredit | null {
  if (use === 'never' || availableMinor === 0n) return null;
  const mayChoose = use === 'choice';
  const kept = mayChoose && keep;
  return { availableMinor, usedMinor: kept ? 0n : planCredit(totalMinor, availableMinor, rules), mayChoose, kept };
}

/** As much of each invoice as was to be paid before, and no more than is due now. */
function inShares(quote: Quote, shares: ReadonlyMap<string, bigint>): Quote {
  const lines = quote.lines.map((line) => {
    const share = shares.get(line.invoiceId) ?? line.dueMinor;
    return share < line.dueMinor ? { ...line, payMinor: share } : line;
  });
  return { ...quote, lines, totalMinor: quoteTotal(lines) };
}

const larger = (a: bigint, b: bigint) => (a > b ? a : b);

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
