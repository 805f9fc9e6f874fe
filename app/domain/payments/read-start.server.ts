import type { ContactActor, LinkActor } from '~/auth/actor';
import type { FeeRule } from '~/domain/fees/fee';
import { feeRulesSql, readFeeRules, type FeeRuleJson } from '~/domain/fees/fee-rules.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { CreditUse } from '~/domain/credits/credit-use';
import { db, sql, type Prisma } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { unpaidTries } from './hold-link.server';
import { declinesOf } from './hold-tries.server';
import { contactOf, creditUseOf, isThere, rulesFor, type Payer } from './payer';
import type { PaymentState } from './payment-state';
import type { StartPaymentInput } from './start-payment.types';

export type Start = {
  /** This id was used before by this customer. */
  seen: { state: PaymentState; failureCode: string | null; requestHash: Buffer } | null;
  gatewayCustomerId: string | null;
  /** Null unless the chosen saved method is this customer's and not removed. */
  gatewayMethodId: string | null;
  methodKind: MethodKind | null;
  methodFunding: string | null;
  /** What the vendor passes on in this currency. */
  feeRules: FeeRule[];
  /** Of late: of the customer's own tries in an hour, or of those through this payment link in a day (unpaidTries). */
  declines: number;
  /** Whether the vendor takes parts of invoices, and the least that such a payment may come to. */
  partPayments: boolean;
  minimumMinor: bigint | null;
  /** Whether the vendor wants credit on account to be used. */
  creditUse: CreditUse;
  /** How the vendor takes money of those who choose: several invoices at once, and by which ways. */
  massPayment: boolean;
  methodKinds: MethodKind[];
  /** Payments of this contact, or through this link, that wait for them and hold invoices of this quote: the new try replaces them. */
  ownWaiting: string[];
};

type Row = Omit<Start, 'seen' | 'feeRules'> & {
  feeRules: FeeRuleJson[];
  seenState: PaymentState | null;
  seenFailure: string | null;
  seenHash: Uint8Array | null;
};

type Asked = {
  payer: Payer;
  input: Pick<StartPaymentInput, 'paymentId' | 'currency' | 'quote' | 'method'>;
};

/** Everything startPayment must know before it holds anything, in one statement. */
export async function readStart(payer: Payer, input: Asked['input'], now: Date): Promise<Start> {
  return (await readStarts([{ payer, input }], now))[0]!;
}

/** The same for many payments of one vendor's customers, none of whom is there: somebody who is comes alone. In the order given. */
export async function readStarts(asked: readonly Asked[], now: Date): Promise<Start[]> {
  const [first] = asked;
  invariant(
    first &&
      asked.every(({ payer }) => payer.vendorId === first.payer.vendorId && (payer === first.payer || !isThere(payer))),
    'payments that are begun together are of one vendor, and nobody is there',
  );
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.state AS "seenState", p.failure_code AS "seenFailure", p.request_hash AS "seenHash",
      c.gateway_customer_id AS "gatewayCustomerId", v.part_payments AS "partPayments", v.credit_use AS "creditUse", v.mass_payment AS "massPayment", v.method_kinds AS "methodKinds",
      (SELECT l.minimum_minor FROM part_payment_minimums l WHERE l.vendor_id = v.id AND l.currency = q.currency) AS "minimumMinor", m.gateway_method_id AS "gatewayMethodId", m.kind AS "methodKind",
      m.funding AS "methodFunding", ${feeRulesSql({ vendorId: first.payer.vendorId, currency: sql`q.currency` })} AS "feeRules",
      ${isThere(first.payer) ? ownTries(first.payer, first.input, now) : sql`0 AS declines, '{}'::text[] AS "ownWaiting"`}
    FROM unnest(${asked.map(({ input }) => input.paymentId)}::uuid[], ${asked.map(({ payer }) => payer.customerId)}::uuid[],
      ${asked.map(methodOnFile)}::uuid[], ${asked.map(({ input }) => input.currency)}::text[]) WITH ORDINALITY AS q (payment_id, customer_id, method_id, currency, place)
    JOIN customers c ON c.vendor_id = ${first.payer.vendorId}::uuid AND c.id = q.customer_id JOIN vendors v ON v.id = c.vendor_id
    LEFT JOIN payments p ON p.id = q.payment_id AND p.vendor_id = c.vendor_id AND p.customer_id = c.id
    LEFT JOIN payment_methods m ON m.id = q.method_id AND m.vendor_id = c.vendor_id AND m.customer_id = c.id AND m.removed_at IS NULL
    ORDER BY q.place`;
  return rows.map(({ seenState, seenFailure, seenHash, feeRules, ...rest }, at) => {
    const { payer } = asked[at]!;
    const seen =
      seenState && seenHash ? { state: seenState, failureCode: seenFailure, requestHash: Buffer.from(seenHash) } : null;
    const creditUse = creditUseOf(payer, rest.creditUse);
    return { ...rest, creditUse, feeRules: rulesFor(payer, readFeeRules(feeRules)), seen };
  });
}

/** What the customer has on file is not for whoever holds a link. */
function methodOnFile({ payer, input: { method } }: Asked): string | null {
  return method.kind === 'saved' && payer.kind !== 'link' ? method.methodId : null;
}

/** SQL: what somebody who is there has tried before. */
function ownTries(payer: ContactActor | LinkActor, { paymentId, quote }: Asked['input'], now: Date): Prisma.Sql {
  const declines = payer.kind === 'link' ? unpaidTries(payer, { besides: paymentId, now }) : declinesOf(payer, now);
  const linkId = payer.kind === 'link' ? payer.linkId : null;
  return sql`${declines} AS declines,
      ARRAY(SELECT w.id::text FROM payments w WHERE w.vendor_id = c.vendor_id AND w.customer_id = c.id AND (w.contact_id = ${contactOf(payer)}::uuid OR w.payment_link_id = ${linkId}::uuid)
        AND w.state = 'action_required' AND w.ended_at IS NULL AND w.id <> ${paymentId}::uuid
        AND EXISTS (SELECT FROM allocations a WHERE a.payment_id = w.id AND a.invoice_id = ANY(${quote.map((line) => line.invoiceId)}::uuid[]))
      ) AS "ownWaiting"`;
}
