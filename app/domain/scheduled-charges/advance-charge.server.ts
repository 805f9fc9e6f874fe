import { loadCreditTerms } from '~/domain/credits/available-credit.server';
import { planCredit } from '~/domain/credits/plan-credit';
import { quoteTotal, type QuoteLine } from '~/domain/payments/quote';
import type { StandingPayer } from '~/domain/payments/payer';
import { startPayment } from '~/domain/payments/start-payment.server';
import type { StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import { chargeRules } from '~/gateways/gateway-amount';
import { getConfig } from '~/lib/config.server';
import { dateIn } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { paths } from '~/lib/paths';
import { dueLater, leftOfLine, lockCharge, type ChargeRow } from './charge-row.server';
import { isOver, isWaiting, type ChargeState, type DropReason } from './charge-state';
import { beginTry, cancelCharge, endTry, finishCharge, tell, type Because } from './move-charge.server';

/** So often the invoices may change between looking and holding before it is left to the next minute. */
const LOOKS = 3;

/**
 * Brings a scheduled charge to where it should be: drops invoices that can no longer be paid, cancels it when none is
 * left, charges it once its date has begun in the vendor's zone, and follows what became of that. Whoever calls, however
 * often and however many at once: each try is one payment under an id minted before, so that no repeat is a second one;
 * and a try is given up only when its payment has ended, or provably never began. Never throws for what a bank says.
 */
export async function advanceCharge(input: {
  chargeId: string;
  cause: string;
  now: Date;
}): Promise<ChargeState | null> {
  const because: Because = { ...input, actor: { kind: 'system', name: 'scheduled charges' } };
  let state: ChargeState | null = null;
  for (let look = 0; look <= LOOKS; look++) {
    const step = await transaction((tx) => takeStep(tx, input.chargeId, because));
    if (step === null || 'state' in step) return step?.state ?? state;
    if (look === LOOKS) return 'running';
    const { charge, lines } = step;
    const creditMinor = await creditFor(charge, lines);
    const ask = { ...askOf(charge, lines, input.cause), creditMinor };
    const result = await startPayment(payerOf(charge), ask, input.now);
    // Its payment exists, or something changed meanwhile: the next look tells.
    if (result.ok || ['changed', 'other-request'].includes(result.refusal.kind)) continue;
    const { refusal } = result;
    state = await transaction((tx) => giveUp(tx, input.chargeId, refusal, because));
    return state;
  }
  return state;
}

type Step = { state: ChargeState } | { charge: ChargeRow; lines: QuoteLine[] };

async function takeStep(tx: Tx, chargeId: string, because: Because): Promise<Step | null> {
  const charge = await lockCharge(tx, chargeId);
  if (!charge) return null;
  if (isOver(charge.state)) return { state: charge.state };
  if (charge.state === 'running') {
    const followed = await follow(tx, charge, because);
    if (followed) return { state: followed };
  }
  if (charge.methodGone) return { state: await cancelCharge(tx, charge, 'method-removed', because) };
  const due = dateIn(charge.timeZone, because.now) >= charge.nextOn;
  const lines = await readLines(tx, charge);
  // What another payment holds may come free again before the date.
  const out = lines.filter((line) => line.out !== null && (due || line.out !== 'in-flight'));
  if (out.length > 0) await drop(tx, charge, out, because.now);
  const left = lines.filter((line) => !out.includes(line));
  if (left.length === 0) {
    const later = out.length > 0 && out.every((line) => line.out === 'due-later');
    return { state: await cancelCharge(tx, charge, later ? 'due-later' : 'nothing-left', because) };
  }
  if (out.length > 0) await tell(tx, charge, 'changed', String(left.length));
  if (!due) return { state: charge.state };
  if (isWaiting(charge.state)) await beginTry(tx, charge, because);
  return { charge, lines: left };
}

/** What became of the try under way. Null: there is no payment of it yet, so its worker ended before there was. */
async function follow(tx: Tx, charge: ChargeRow, because: Because): Promise<ChargeState | null> {
  const payment = await tx.payment.findFirst({
    where: { id: charge.paymentId, vendorId: charge.vendorId },
    select: { state: true, failureCode: true, adviceCode: true, endedAt: true },
  });
  if (!payment) return null;
  if (!payment.endedAt) return charge.state;
  return payment.state === 'succeeded' ? finishCharge(tx, charge, because) : endTry(tx, charge, payment, because);
}

/** `out` is why it leaves the charge, or null. */
type Line = QuoteLine & { out: DropReason | null };

async function readLines(tx: Tx, charge: ChargeRow): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT i.id AS "invoiceId", i.version, i.due_minor AS "dueMinor", ${leftOfLine} AS "payMinor",
      coalesce(${whyNotPayableSql}, CASE WHEN ${dueLater} THEN 'due-later' END) AS out
    FROM scheduled_charge_invoices l JOIN scheduled_charges c ON c.vendor_id = l.vendor_id AND c.id = l.charge_id
    JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
    WHERE l.vendor_id = ${charge.vendorId}::uuid AND l.charge_id = ${charge.id}::uuid AND l.ended_at IS NULL
    ORDER BY i.due_on, i.id`;
}

async function drop(tx: Tx, charge: ChargeRow, lines: readonly Line[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE scheduled_charge_invoices l SET ended_at = ${now}::timestamptz, drop_reason = d.reason
    FROM unnest(${lines.map((line) => line.invoiceId)}::uuid[], ${lines.map((line) => line.out)}::text[]) AS d (id, reason)
    WHERE l.vendor_id = ${charge.vendorId}::uuid AND l.charge_id = ${charge.id}::uuid AND l.invoice_id = d.id AND l.ended_at IS NULL`;
}

/** Nobody is there to choose, so credit is used only where the vendor always wants it; held as it is, or looked at again. */
async function creditFor(charge: ChargeRow, lines: readonly QuoteLine[]): Promise<bigint> {
  const { use, availableMinor } = await loadCreditTerms(charge, charge.currency);
  return use === 'always' ? planCredit(quoteTotal(lines), availableMinor, chargeRules(charge.currency)) : 0n;
}

function payerOf({ kind, id, vendorId, customerId, contactId, agreedFeeMinor }: ChargeRow): StandingPayer {
  return { kind: 'standing', channel: kind, chargeId: id, vendorId, customerId, contactId, agreedFeeMinor };
}

function askOf(charge: ChargeRow, lines: QuoteLine[], cause: string) {
  const { paymentId, currency, methodId } = charge;
  return {
    paymentId,
    currency,
    quote: lines,
    method: { kind: 'saved' as const, methodId },
    returnUrl: new URL(paths.payment(paymentId), getConfig().APP_URL).href,
    inPlace: false,
    cause,
  };
}

/** Refused before anything was held, so there is no payment; should somebody else have made it meanwhile, it decides. */
async function giveUp(
  tx: Tx,
  chargeId: string,
  refusal: StartPaymentRefusal,
  because: Because,
): Promise<ChargeState | null> {
  const charge = await lockCharge(tx, chargeId);
  if (charge?.state !== 'running') return charge?.state ?? null;
  const followed = await follow(tx, charge, because);
  if (followed) return followed;
  return cancelCharge(tx, charge, refusal.kind === 'amount-out-of-range' ? 'too-small' : 'method-removed', because);
}
