import { loadCreditTerms } from '~/domain/credits/available-credit.server';
import type { CreditUse } from '~/domain/credits/credit-use';
import { planCredit, type ChargeRules } from '~/domain/credits/plan-credit';
import type { FeeRule } from '~/domain/fees/fee';
import { loadFeeRules } from '~/domain/fees/fee-rules.server';
import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { kindsFor, type MethodKind } from '~/domain/payment-methods/method-kind';
import { chargeRules, gatewayLimits, toGatewayAmount } from '~/gateways/gateway-amount';
import type { Currency } from '~/lib/money';
import { loadPaymentTerms } from './payment-terms.server';
import { quoteTotal, type Quote } from './quote';
import { quotePayment } from './quote-payment.server';

/** The customer's credit: how much there is, how much of it this payment uses, and whether that is theirs to choose. */
export type ReviewedCredit = { availableMinor: bigint; usedMinor: bigint; mayChoose: boolean; kept: boolean };

export type ReviewedInvoices =
  | {
      kind: 'ready';
      quote: Quote;
      /** Null where there is none, or the vendor does not want it used. */
      credit: ReviewedCredit | null;
      rules: ChargeRules;
      /** What a card or account that pays may be. */
      kinds: MethodKind[];
      /** Where less may be paid: the least that it may come to, before the smaller of it and what is due is taken. */
      parts: { minimumMinor: bigint } | null;
      /** What the vendor passes on, by kind of method. */
      fees: FeeRule[];
    }
  | { kind: 'out-of-range'; quote: Quote; chargeMinor: bigint; minMinor: bigint; maxMinor: bigint }
  /** `firstMinor` is what the first of them, as many as the limit, come to. */
  | { kind: 'too-many'; currency: Currency; count: number; limit: number; firstMinor: bigint };

type Ask = {
  currency: Currency;
  invoiceIds: readonly string[] | 'all';
  first: number | undefined;
  /** So much of each and no more, where the vendor takes parts. */
  shares: ReadonlyMap<string, bigint> | null;
  /** What becomes of credit whose use is the payer's choice; what the vendor always uses is used whoever pays. */
  credit: 'use' | 'keep' | 'not-theirs';
};

/** Invoices of one customer in one currency, priced now for whoever is about to pay them; null where none can be paid. Holds nothing. */
export async function reviewInvoices(scope: InvoiceScope, ask: Ask): Promise<ReviewedInvoices | null> {
  const { currency } = ask;
  const taken = await loadPaymentTerms(scope.vendorId, currency);
  const [quoted, fees, terms] = await Promise.all([
    quotePayment(scope, { ...ask, limit: taken.limit }),
    loadFeeRules(scope.vendorId, currency),
    loadCreditTerms(scope, currency),
  ]);
  if (!quoted.ok) return quoted.refusal.kind === 'too-many' ? { ...quoted.refusal, currency } : null;
  const quote = ask.shares && taken.partPayments ? inShares(quoted.quote, ask.shares) : quoted.quote;
  const limits = gatewayLimits(currency);
  const rules = chargeRules(currency);
  const credit = reviewCredit(quote.totalMinor, terms, rules, ask.credit);
  const chargeMinor = quote.totalMinor - (credit?.usedMinor ?? 0n);
  const chargeable = chargeMinor >= limits.minMinor && toGatewayAmount(chargeMinor, currency) !== null;
  if (chargeMinor > 0n && !chargeable) return { kind: 'out-of-range', quote, chargeMinor, ...limits };
  return {
    kind: 'ready',
    quote,
    credit,
    rules,
    kinds: kindsFor(currency, taken.methodKinds),
    parts: taken.partPayments ? { minimumMinor: larger(taken.minimumMinor ?? 1n, limits.minMinor) } : null,
    fees,
  };
}

function reviewCredit(
  totalMinor: bigint,
  { use, availableMinor }: { use: CreditUse; availableMinor: bigint },
  rules: ChargeRules,
  asked: Ask['credit'],
): ReviewedCredit | null {
  if (use === 'never' || availableMinor === 0n) return null;
  const mayChoose = use === 'choice';
  if (mayChoose && asked === 'not-theirs') return null;
  const kept = mayChoose && asked === 'keep';
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
