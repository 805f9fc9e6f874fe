import { record } from '~/domain/audit/record.server';
import type { CreditUse } from '~/domain/credits/credit-use';
import { reserveCredit, type CreditChange } from '~/domain/credits/reserve-credit.server';
import { feeOn, type FeeRule, type Tender } from '~/domain/fees/fee';
import { feeRulesSql, readFeeRules, type FeeRuleJson } from '~/domain/fees/fee-rules.server';
import { chargeRules } from '~/gateways/gateway-amount';
import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import type { Unpayable } from '~/domain/invoices/payability';
import { Prisma, transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { holdLink } from './hold-link.server';
import { actorOf, contactOf, isThere, leaseOf, rulesFor, type Payer } from './payer';
import type { PaymentRow } from './payment-row.server';
import { quoteTotal } from './quote';
import { settleIn } from './settle-payment.server';
import { spread } from './spread';
import type { QuoteChange, StartPaymentInput } from './start-payment.types';

/** A payment that is not written down yet. */
export type PaymentDraft = PaymentRow & {
  requestHash: Buffer;
  methodId: string | null;
  creditUse: CreditUse;
  /** Null: credit covers it all. */
  tender: Tender | null;
  /** What its fee was worked out by. */
  feeRule: FeeRule | null;
};

export type ReserveRefusal =
  | { kind: 'seen' }
  | { kind: 'link-ended' }
  | { kind: 'too-many-declines'; retryAfterSeconds: number }
  | { kind: 'changed'; changes: QuoteChange[] };

class Undo extends Error {
  constructor(readonly refusal: ReserveRefusal) {
    super(refusal.kind);
  }
}

/**
 * Phase one: holds what the payer was shown, or nothing. The payment row comes first, so that a double click
 * waits on its id and then sees the first; then the invoices are locked in id order and compared with the quote,
 * and the customer's credit likewise. From the commit on nobody else can take this money. Five statements between
 * BEGIN and COMMIT whatever N is, two more with credit. What credit covers wholly is settled in the same transaction.
 */
export async function reservePayment(
  payer: Payer,
  input: StartPaymentInput,
  payment: PaymentDraft,
): Promise<Result<object, ReserveRefusal>> {
  try {
    await transaction(async (tx) => {
      const outside = payer.kind === 'link' ? await holdLink(tx, payer, linkAsked(input, payment)) : [];
      if (outside === 'link-ended') throw new Undo({ kind: outside });
      if (outside === 'too-many-declines') throw new Undo({ kind: outside, retryAfterSeconds: 86_400 });
      const rules = await insertPayment(tx, payer, input, payment);
      if (!rules) throw new Undo({ kind: 'seen' });
      const held = outside.length > 0 ? outside : await lockAndCompare(tx, payer, input);
      const asked = { ...payment, paymentId: payment.id, totalMinor: quoteTotal(input.quote), use: payment.creditUse };
      // What credit pays follows from the invoices: where these changed it is not told, the page works it out anew.
      const credit =
        held.length > 0
          ? null
          : await reserveCredit(tx, { ...asked, rules: chargeRules(input.currency) }, payment.createdAt);
      const changes = [...held, ...(credit ? [credit] : []), ...compareFee(payer, input, payment, { rules, credit })];
      if (changes.length > 0) throw new Undo({ kind: 'changed', changes });
      await allocate(tx, payer, input);
      await record(tx, {
        vendorId: payer.vendorId,
        actor: actorOf(payer),
        cause: input.cause,
        action: 'payment.started',
        subject: 'payment',
        subjectId: payment.id,
        data: {
          amountMinor: payment.amountMinor,
          currency: payment.currency,
          invoices: input.quote.length,
          ...(payment.creditMinor > 0n && { creditMinor: payment.creditMinor }),
          ...(payment.feeMinor > 0n && { feeMinor: payment.feeMinor }),
        },
      });
      if (payment.amountMinor === 0n)
        await settleIn(tx, payment, null, { actor: actorOf(payer), cause: input.cause, now: payment.createdAt });
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof Undo) return refuse(error.refusal);
    throw error;
  }
}

function linkAsked({ quote }: StartPaymentInput, { id, amountMinor, createdAt }: PaymentDraft) {
  const invoiceIds = quote.map((line) => line.invoiceId);
  return { paymentId: id, invoiceIds, charges: amountMinor > 0n, now: createdAt };
}

/**
 * Answers what the vendor passes on at this moment; null where the id is taken. Whichever unique index finds that out:
 * of two inserts at the same instant the second may meet another one than the primary key's. A worker whose lease on the
 * charge of a batch is over is answered the same: the payment is for whoever holds it now.
 */
async function insertPayment(
  tx: Tx,
  payer: Payer,
  input: StartPaymentInput,
  payment: PaymentDraft,
): Promise<FeeRule[] | null> {
  const { feeRule: by } = payment;
  const lease = leaseOf(payer);
  const [inserted] = await tx.$queryRaw<{ rules: FeeRuleJson[] }[]>`
    INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, credit_minor, fee_minor, fee_flat_minor, fee_basis_points, fee_cap_minor,
      channel, invoice_count, contact_id, method_id, method_brand, method_last4, request_hash, gateway_request, created_at, scheduled_charge_id, staff_id, batch_payment_id, payment_link_id)
    SELECT ${payment.id}::uuid, ${payer.vendorId}::uuid, ${payer.customerId}::uuid, ${input.currency}, ${payment.amountMinor.toString()}::bigint,
      ${payment.creditMinor.toString()}::bigint, ${payment.feeMinor.toString()}::bigint, ${by?.flatMinor.toString() ?? null}::bigint, ${by?.basisPoints ?? null}::int, ${by?.capMinor?.toString() ?? null}::bigint,
      ${payment.channel}, ${input.quote.length}::int, ${contactOf(payer)}::uuid, ${payment.methodId}::uuid, m.brand, m.last4,
      ${payment.requestHash}::bytea, ${JSON.stringify(payment.gatewayRequest)}::jsonb, ${payment.createdAt}::timestamptz,
      ${payer.kind === 'standing' ? payer.chargeId : null}::uuid, ${payer.kind === 'staff' ? payer.staffId : null}::uuid, ${lease?.batchId ?? null}::uuid,
      ${payer.kind === 'link' ? payer.linkId : null}::uuid
    FROM (SELECT 1) one LEFT JOIN payment_methods m ON m.vendor_id = ${payer.vendorId}::uuid AND m.id = ${payment.methodId}::uuid
    WHERE ${lease === null} OR EXISTS (SELECT FROM batch_charges c WHERE c.vendor_id = ${payer.vendorId}::uuid AND c.payment_id = ${payment.id}::uuid
      AND c.fence = ${lease?.fence ?? 0}::int AND c.state = 'ready' FOR SHARE)
    ON CONFLICT DO NOTHING
    RETURNING ${feeRulesSql({ vendorId: payer.vendorId, currency: input.currency })} AS rules`;
  return inserted ? rulesFor(payer, readFeeRules(inserted.rules)) : null;
}

/**
 * I13 for the fee: what the payer was shown is what is charged, and both are what the rules of this moment come to, of
 * what is charged with the credit of this moment: the page shows that next.
 */
function compareFee(
  payer: Payer,
  input: StartPaymentInput,
  payment: PaymentDraft,
  { rules, credit }: { rules: FeeRule[]; credit: CreditChange | null },
): QuoteChange[] {
  // Nobody is there to be shown one: the rules themselves are bound by what was agreed.
  const wasMinor = isThere(payer) ? (input.feeMinor ?? 0n) : payment.feeMinor;
  const chargedMinor = quoteTotal(input.quote) - (credit ? credit.isMinor : payment.creditMinor);
  // Nothing is charged where credit covers it all, and so nothing on top.
  const of = chargedMinor === 0n ? null : payment.tender;
  const isMinor = of === null ? 0n : feeOn(rules, of, chargedMinor, input.currency);
  // Where the credit changed nothing is charged, whatever was drafted.
  const asDrafted = credit !== null || isMinor === payment.feeMinor;
  return isMinor === wasMinor && asDrafted ? [] : [{ kind: 'fee', of, wasMinor, isMinor }];
}

type Mismatch = {
  invoiceId: string;
  number: string | null;
  wasMinor: bigint;
  isMinor: bigint | null;
  reason: Unpayable | null;
};

/** Locks the quoted invoices and returns only those that are not as they were shown. */
export async function lockAndCompare(
  tx: Tx,
  payer: Payer,
  input: Pick<StartPaymentInput, 'currency' | 'quote'>,
): Promise<QuoteChange[]> {
  const mismatches = await tx.$queryRaw<Mismatch[]>`
    WITH ${quoted(payer, input)}, locked AS MATERIALIZED (
      SELECT i.id, i.number, i.version, i.due_minor, ${whyNotPayableSql} AS reason
      FROM quoted q JOIN invoices i ON i.id = q.id AND i.vendor_id = q.vendor_id AND i.customer_id = q.customer_id
      WHERE i.currency = ${input.currency}
      ORDER BY i.id FOR UPDATE OF i
    )
    SELECT q.id AS "invoiceId", l.number, q.due AS "wasMinor", l.due_minor AS "isMinor", l.reason
    FROM quoted q LEFT JOIN locked l ON l.id = q.id
    WHERE l.id IS NULL OR l.reason IS NOT NULL OR l.version <> q.version OR l.due_minor <> q.due OR q.pay NOT BETWEEN 1 AND l.due_minor`;
  return mismatches.map(describe);
}

function describe({ invoiceId, number, wasMinor, isMinor, reason }: Mismatch): QuoteChange {
  if (number === null || isMinor === null || reason === 'gone')
    return { kind: 'not-payable', invoiceId, number: 'An invoice', reason: 'gone' };
  if (reason) return { kind: 'not-payable', invoiceId, number, reason };
  return isMinor === wasMinor
    ? { kind: 'details', invoiceId, number }
    : { kind: 'amount', invoiceId, number, wasMinor, isMinor };
}

async function allocate(tx: Tx, payer: Payer, input: StartPaymentInput): Promise<void> {
  await tx.$executeRaw`
    WITH ${quoted(payer, input)}, allocated AS (
      INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor, credit_minor)
      SELECT q.vendor_id, ${input.paymentId}::uuid, q.id, q.customer_id, ${input.currency}, q.pay - q.credit, q.credit FROM quoted q
      RETURNING vendor_id, invoice_id, amount_minor + credit_minor AS share
    )
    UPDATE invoices i SET in_flight_minor = i.in_flight_minor + a.share
    FROM allocated a WHERE i.id = a.invoice_id AND i.vendor_id = a.vendor_id`;
}

/**
 * SQL: the quote as rows of the actor's own vendor and customer; read first for the reason that heldBy gives.
 * Amounts travel as text: the driver has no array of bigint.
 */
function quoted(payer: Payer, input: Pick<StartPaymentInput, 'quote' | 'creditMinor'>): Prisma.Sql {
  // Credit pays what is due first, as far as it goes.
  const credits = spread(
    input.quote.map((line) => ({ dueMinor: line.payMinor })),
    input.creditMinor ?? 0n,
    'oldest',
  );
  return Prisma.sql`quoted AS MATERIALIZED (
    SELECT q.*, ${payer.vendorId}::uuid AS vendor_id, ${payer.customerId}::uuid AS customer_id FROM unnest(
      ${input.quote.map((line) => line.invoiceId)}::uuid[],
      ${input.quote.map((line) => line.version)}::int[],
      ${input.quote.map((line) => line.dueMinor.toString())}::bigint[],
      ${input.quote.map((line) => line.payMinor.toString())}::bigint[],
      ${credits.map((credit) => credit.toString())}::bigint[]) AS q (id, version, due, pay, credit))`;
}
