import type { FeeRule } from '~/domain/fees/fee';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { expiryText, isExpired } from '~/domain/payment-methods/method-words';
import type { ChargeRules } from '~/domain/credits/plan-credit';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { encodeQuote, quoteTotal, type Quote } from '~/domain/payments/quote';
import type { DateOffer } from '~/domain/scheduled-charges/offer-dates.server';
import { payAddress, type PayAddress } from './pay-address';
import type { OfferedMethod, PayReview } from './pay-page.types';

type Method = {
  id: string;
  brand: string;
  last4: string;
  expMonth: number | null;
  expYear: number | null;
  funding: string;
  isDefault: boolean;
};

type Described = {
  paymentId: string;
  quote: Quote;
  credit: { availableMinor: bigint; usedMinor: bigint; mayChoose: boolean; kept: boolean } | null;
  rules: ChargeRules;
  methods: Method[];
  kinds: MethodKind[];
  gateway: GatewayAccess;
  email: string | null;
  vendorName: string;
  timeZone: string;
  now: Date;
  parts: { minimumMinor: bigint } | null;
  fees: FeeRule[];
  address: PayAddress;
  dates: DateOffer | null;
  maySave?: boolean;
  /** The page's own path. */
  at?: string;
};

/** Rows the page renders; the rest is counted. Rendering is what a page of a thousand rows would cost. */
const SHOWN_LINES = 50;

/** What the pay page needs of a review, and no more: this is what travels to the browser. */
export function describeReview({
  paymentId,
  quote,
  credit,
  rules,
  methods,
  kinds,
  gateway,
  email,
  vendorName,
  timeZone,
  now,
  parts,
  fees,
  address,
  dates,
  maySave = true,
  at,
}: Described): PayReview {
  const choosing = parts !== null && address.part;
  // A rest of one would take as much room as the row it stands for.
  const shown = choosing || quote.lines.length === SHOWN_LINES + 1 ? quote.lines.length : SHOWN_LINES;
  const rest = quote.lines.slice(shown);
  const creditMinor = credit?.usedMinor ?? 0n;
  const chargeMinor = quote.totalMinor - creditMinor;
  return {
    paymentId,
    currency: quote.currency,
    quote: encodeQuote(quote.lines),
    count: quote.lines.length,
    totalMinor: quote.totalMinor,
    creditMinor,
    chargeMinor,
    credit: credit && {
      availableMinor: credit.availableMinor,
      kept: credit.kept,
      switchTo: credit.mayChoose ? payAddress({ ...address, keepCredit: !credit.kept }, at) : null,
    },
    rules,
    lines: quote.lines.slice(0, shown).map(({ invoiceId, number, summary, dueOn, totalMinor, dueMinor, payMinor }) => ({
      invoiceId,
      number,
      summary,
      dueOn,
      totalMinor,
      dueMinor,
      payMinor,
    })),
    rest: rest.length > 0 ? { count: rest.length, payMinor: quoteTotal(rest) } : null,
    methods: methods.map((method) => describeMethod(method, timeZone, now)),
    kinds,
    gateway,
    gatewayAmount: gatewayAmountOf(chargeMinor, rules),
    email,
    vendorName,
    dates,
    maySave,
    fees,
    parts: parts && { ...parts, choosing, switchTo: payAddress({ ...address, part: !choosing }, at) },
  };
}

/** As the gateway counts: whole steps, since nothing else is charged. Its fields take no nought. */
export function gatewayAmountOf(chargeMinor: bigint, { stepMinor, perStep }: ChargeRules): number {
  const amount = (chargeMinor / stepMinor) * BigInt(perStep);
  return Math.max(1, Number.parseInt(amount.toString(), 10));
}

export function describeMethod(method: Method, timeZone: string, now: Date): OfferedMethod {
  const { id, brand, last4, expMonth, expYear, funding, isDefault } = method;
  const expiry = expMonth !== null && expYear !== null ? expiryText(expMonth, expYear) : null;
  return { id, brand, last4, funding, expiry, expired: isExpired(method, timeZone, now), isDefault };
}
