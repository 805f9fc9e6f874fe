import { record, type AuditNote } from '~/domain/audit/record.server';
import type { CreditUse } from '~/domain/credits/credit-use';
import { reserveCredit, type CreditChange } from '~/domain/credits/reserve-credit.server';
import { feeOn, type FeeRule, type Tender } from '~/domain/fees/fee';
import { feeRulesSql, readFeeRules, type FeeRuleJson } from '~/domain/fees/fee-rules.server';
import { chargeRules } from '~/gateways/gateway-amount';
import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import type { Unpayable } from '~/domain/invoices/payability';
import { hurry, Prisma, transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { holdLink } from './hold-link.server';
import { mayTryCard } from './hold-tries.server';
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

/** What somebody asks to be held, and the payment it would be. */
export type Reserving = { payer: Payer; input: StartPaymentInput; payment: PaymentDraft };

/**
 * Phase one: holds what the payers were shown, or nothing. The payment rows come first, so that a double click
 * waits on its id and then sees the first; then the invoices are locked in id order and compared with the quotes,
 * and the customers' credit likewise. From the commit on nobody else can take this money. Five statements between
 * BEGIN and COMMIT whatever the number of payments and invoices, two more with credit and with a card that is typed in. What credit covers wholly is
 * settled in the same transaction. All are of one vendor. Where one of several cannot be held none is: whoever asks
 * for several then asks for each. `lockTimeoutMs`: what somebody else has locked for longer is given up on.
 */
export async function reservePayments(
  asked: readonly Reserving[],
  { lockTimeoutMs }: { lockTimeoutMs?: number } = {},
): Promise<Result<object, ReserveRefusal>> {
  // In one order, so that of two who hold the same payments one waits for the other, and not each for the other.
  const reserving = asked.length > 1 ? asked.toSorted((a, b) => (a.payment.id < b.payment.id ? -1 : 1)) : asked;
  try {
    await transaction(async (tx) => {
      if (lockTimeoutMs !== undefined) await hurry(tx, lockTimeoutMs);
      await reserveIn(tx, reserving);
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof Undo) return refuse(error.refusal);
    throw error;
  }
}

async function reserveIn(tx: Tx, reserving: readonly Reserving[]): Promise<void> {
  const outside: QuoteChange[] = [];
  for (const each of reserving) {
    await holdTriesOf(tx, each);
    outside.push(...(await holdLinkOf(tx, each)));
  }
  const rules = await insertPayments(tx, reserving);
  const held = outside.length > 0 ? outside : await lockAndCompare(tx, reserving);
  for (const each of reserving) {
    const { payer, input, payment } = each;
    const asked = { ...payment, paymentId: payment.id, totalMinor: quoteTotal(input.quote), use: payment.creditUse };
    // What credit pays follows from the invoices: where these changed it is not told, the page works it out anew.
    const credit =
      held.length > 0
        ? null
        : await reserveCredit(tx, { ...asked, rules: chargeRules(input.currency) }, payment.createdAt);
    const fee = compareFee(payer, input, payment, { rules: rules.get(payment.id) ?? [], credit });
    const changes = [...held, ...(credit ? [credit] : []), ...fee];
    if (changes.length > 0) throw new Undo({ kind: 'changed', changes });
  }
  await allocate(tx, reserving);
  const started = reserving.map(startedNote);
  const [{ payer, input, payment }] = reserving as [Reserving];
  // What credit covers wholly comes alone. The receipts' series is locked before the audit chain, as wherever both are.
  if (payment.amountMinor > 0n) return record(tx, ...started);
  const because = { actor: actorOf(payer), cause: input.cause, now: payment.createdAt };
  await settleIn(tx, [{ payment, intent: null }], because, started);
}

async function holdTriesOf(tx: Tx, { payer, input, payment }: Reserving): Promise<void> {
  if (payer.kind !== 'contact' || input.method.kind !== 'new' || payment.amountMinor === 0n) return;
  if (!(await mayTryCard(tx, payer, { paymentId: payment.id, now: payment.createdAt })))
    throw new Undo({ kind: 'too-many-declines', retryAfterSeconds: 3_600 });
}

async function holdLinkOf(tx: Tx, { payer, input, payment }: Reserving): Promise<QuoteChange[]> {
  const outside = payer.kind === 'link' ? await holdLink(tx, payer, linkAsked(input, payment)) : [];
  if (outside === 'link-ended') throw new Undo({ kind: outside });
  if (outside === 'too-many-declines') throw new Undo({ kind: outside, retryAfterSeconds: 86_400 });
  return outside;
}

function startedNote({ payer, input, payment }: Reserving): AuditNote {
  return {
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
  };
}

function linkAsked({ quote }: StartPaymentInput, { id, amountMinor, createdAt }: PaymentDraft) {
  const invoiceIds = quote.map((line) => line.invoiceId);
  return { paymentId: id, invoiceIds, charges: amountMinor > 0n, now: createdAt };
}

/**
 * Answers what the vendor passes on at this moment, of each payment; undoes all where an id is taken. Whichever unique index
 * finds that out: of two inserts at the same instant the second may meet another one than the primary key's. A worker whose
 * lease on the charge of a batch is over is answered the same: the payment is for whoever holds it now.
 */
async function insertPayments(tx: Tx, reserving: readonly Reserving[]): Promise<Map<string, FeeRule[]>> {
  const column = <T>(read: (payment: PaymentDraft, payer: Payer, input: StartPaymentInput) => T) =>
    reserving.map(({ payer, input, payment }) => read(payment, payer, input));
  const { vendorId } = reserving[0]!.payer;
  const inserted = await tx.$queryRaw<{ id: string; rules: FeeRuleJson[] }[]>`
    INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, credit_minor, fee_minor, fee_flat_minor, fee_basis_points, fee_cap_minor,
      channel, invoice_count, contact_id, method_id, method_brand, method_last4, request_hash, gateway_request, created_at, scheduled_charge_id, staff_id, batch_payment_id, payment_link_id)
    SELECT n.id, ${vendorId}::uuid, n.customer_id, n.currency, n.amount, n.credit, n.fee, n.fee_flat, n.fee_basis_points, n.fee_cap,
      n.channel, n.invoices, n.contact_id, n.method_id, m.brand, m.last4, n.request_hash, n.gateway_request::jsonb, n.created_at, n.charge_id, n.staff_id, n.batch_id, n.link_id
    FROM unnest(${column(({ id }) => id)}::uuid[], ${column(({ customerId }) => customerId)}::uuid[], ${column(({ currency }) => currency)}::text[],
      ${column(({ amountMinor }) => amountMinor.toString())}::bigint[], ${column(({ creditMinor }) => creditMinor.toString())}::bigint[], ${column(({ feeMinor }) => feeMinor.toString())}::bigint[],
      ${column(({ feeRule }) => feeRule?.flatMinor.toString() ?? null)}::bigint[], ${column(({ feeRule }) => feeRule?.basisPoints ?? null)}::int[], ${column(({ feeRule }) => feeRule?.capMinor?.toString() ?? null)}::bigint[],
      ${column(({ channel }) => channel)}::text[], ${column((_payment, _payer, { quote }) => quote.length)}::int[], ${column((_payment, payer) => contactOf(payer))}::uuid[],
      ${column(({ methodId }) => methodId)}::uuid[], ${column(({ requestHash }) => requestHash)}::bytea[], ${column(({ gatewayRequest }) => JSON.stringify(gatewayRequest))}::text[],
      ${column(({ createdAt }) => createdAt.toISOString())}::timestamptz[], ${column((_payment, payer) => (payer.kind === 'standing' ? payer.chargeId : null))}::uuid[],
      ${column((_payment, payer) => (payer.kind === 'staff' ? payer.staffId : null))}::uuid[], ${column((_payment, payer) => leaseOf(payer)?.batchId ?? null)}::uuid[],
      ${column((_payment, payer) => leaseOf(payer)?.fence ?? null)}::int[], ${column((_payment, payer) => (payer.kind === 'link' ? payer.linkId : null))}::uuid[]
    ) WITH ORDINALITY AS n (id, customer_id, currency, amount, credit, fee, fee_flat, fee_basis_points, fee_cap, channel, invoices, contact_id, method_id, request_hash,
      gateway_request, created_at, charge_id, staff_id, batch_id, fence, link_id, place)
    LEFT JOIN payment_methods m ON m.vendor_id = ${vendorId}::uuid AND m.id = n.method_id
    WHERE n.fence IS NULL OR EXISTS (SELECT FROM batch_charges c WHERE c.vendor_id = ${vendorId}::uuid AND c.payment_id = n.id AND c.fence = n.fence AND c.state = 'ready' FOR SHARE)
    ORDER BY n.place
    ON CONFLICT DO NOTHING
    RETURNING id, ${feeRulesSql({ vendorId, currency: Prisma.sql`payments.currency` })} AS rules`;
  if (inserted.length < reserving.length) throw new Undo({ kind: 'seen' });
  const rules = new Map(inserted.map((each) => [each.id, readFeeRules(each.rules)]));
  return new Map(reserving.map(({ payer, payment: { id } }) => [id, rulesFor(payer, rules.get(id) ?? [])]));
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

type Quoting = { payer: Payer; input: Pick<StartPaymentInput, 'currency' | 'quote' | 'creditMinor'> };

/** Locks the quoted invoices and returns only those that are not as they were shown. */
export async function lockAndCompare(tx: Tx, quoting: readonly Quoting[]): Promise<QuoteChange[]> {
  const mismatches = await tx.$queryRaw<Mismatch[]>`
    WITH ${quoted(quoting)}, locked AS MATERIALIZED (
      SELECT i.id, i.number, i.version, i.due_minor, ${whyNotPayableSql} AS reason
      FROM quoted q JOIN invoices i ON i.id = q.id AND i.vendor_id = q.vendor_id AND i.customer_id = q.customer_id
      WHERE i.currency = q.currency
      ORDER BY i.id FOR NO KEY UPDATE OF i
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

async function allocate(tx: Tx, reserving: readonly Reserving[]): Promise<void> {
  await tx.$executeRaw`
    WITH ${quoted(reserving)}, allocated AS (
      INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor, credit_minor)
      SELECT q.vendor_id, p.id, q.id, q.customer_id, q.currency, q.pay - q.credit, q.credit
      FROM quoted q JOIN unnest(${reserving.map(({ payment }) => payment.id)}::uuid[]) WITH ORDINALITY AS p (id, nth) ON p.nth = q.nth
      RETURNING vendor_id, invoice_id, amount_minor + credit_minor AS share
    )
    UPDATE invoices i SET in_flight_minor = i.in_flight_minor + a.share
    FROM allocated a WHERE i.id = a.invoice_id AND i.vendor_id = a.vendor_id`;
}

/**
 * SQL: the quotes as rows, `nth` says whose, of one vendor and each of its own customer; read first for the reason that
 * heldBy gives. Amounts travel as text: the driver has no array of bigint.
 */
function quoted(quoting: readonly Quoting[]): Prisma.Sql {
  const lines = quoting.flatMap(({ input: { quote, creditMinor = 0n } }, at) => {
    // Credit pays what is due first, as far as it goes.
    const credits = spread(
      quote.map((line) => ({ dueMinor: line.payMinor })),
      creditMinor,
      'oldest',
    );
    return quote.map((line, n) => ({ ...line, nth: at + 1, creditMinor: credits[n] ?? 0n }));
  });
  return Prisma.sql`quoted AS MATERIALIZED (
    SELECT q.*, ${quoting[0]!.payer.vendorId}::uuid AS vendor_id, o.customer_id, o.currency FROM unnest(
      ${lines.map((line) => line.nth)}::int[],
      ${lines.map((line) => line.invoiceId)}::uuid[],
      ${lines.map((line) => line.version)}::int[],
      ${lines.map((line) => line.dueMinor.toString())}::bigint[],
      ${lines.map((line) => line.payMinor.toString())}::bigint[],
      ${lines.map((line) => line.creditMinor.toString())}::bigint[]) AS q (nth, id, version, due, pay, credit)
    JOIN unnest(${quoting.map(({ payer }) => payer.customerId)}::uuid[], ${quoting.map(({ input }) => input.currency)}::text[])
      WITH ORDINALITY AS o (customer_id, currency, nth) ON o.nth = q.nth)`;
}
