import { createHash } from 'node:crypto';
import { ensureGatewayCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import { feeOn, ruleFor, type Tender } from '~/domain/fees/fee';
import { readTender } from '~/domain/fees/read-tender.server';
import { kindsFor, kindTakes, type MethodKind } from '~/domain/payment-methods/method-kind';
import { gatewayLimits, toGatewayAmount } from '~/gateways/gateway-amount';
import { refuse, type Result } from '~/lib/result';
import { applyAnswer } from './apply-answer.server';
import { askGateway } from './ask-gateway.server';
import { cancelPayment } from './cancel-payment.server';
import { MAX_TRIES_PER_LINK } from './hold-link.server';
import { loadAction } from './load-action.server';
import { actorOf, channelOf, isThere, type Payer } from './payer';
import { isInParts, MAX_INVOICES_PER_PAYMENT, quoteTotal } from './quote';
import { limitOf } from './payment-terms.server';
import { leastPart } from './spread';
import { readStart, type Start } from './read-start.server';
import { reservePayment, type PaymentDraft } from './reserve-payment.server';
import type { StartedPayment, StartPaymentInput, StartPaymentRefusal } from './start-payment.types';

/** So many declines end a customer's tries of an hour: past that it is card testing (SECURITY S38). */
export const MAX_DECLINES_PER_HOUR = 10;

/**
 * Pays N invoices of one customer in one currency with one charge, and with the credit the payer was shown. Either all of them are held exactly as the
 * payer saw them and the gateway is asked once, under the payment's id, or nothing happens and the refusal says
 * why. The same id answers the same again: a double click, a reload or a repeated call never charges twice. A
 * lost answer leaves the payment `checking`, which is neither paid nor failed; syncPayment finds out. What credit
 * covers wholly is paid at once, and the gateway is not asked.
 */
export async function startPayment(
  payer: Payer,
  input: StartPaymentInput,
  now: Date,
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  const hour = runningFrom(now);
  const refusal = refuseAtSight(payer, input);
  if (refusal) return refuse(refusal);
  const requestHash = hashRequest(payer, input);
  const start = await readStart(payer, input, now);
  if (start.seen) return answerAgain(payer, input, requestHash, now);
  // Rules for who is there to choose. What was agreed before is charged as agreed, or less; the rules were asked then.
  const notTaken = isThere(payer) ? refuseTerms(input, start) : null;
  if (notTaken) return refuse(notTaken);
  if (toCharge(input) === 0n) return payByCredit(payer, input, { start, requestHash }, now);
  if (input.method.kind === 'none') return refuse({ kind: 'method-gone' });
  if (payer.kind === 'link' && start.declines >= MAX_TRIES_PER_LINK)
    return refuse({ kind: 'too-many-declines', retryAfterSeconds: 86_400 });
  if (payer.kind === 'contact' && start.declines >= MAX_DECLINES_PER_HOUR)
    return refuse({ kind: 'too-many-declines', retryAfterSeconds: 3600 });
  if (input.method.kind === 'saved' && !start.gatewayMethodId) return refuse({ kind: 'method-gone' });
  const read = await readTender(input.method, start);
  if (!read.ok) return refuse(read.refusal);
  const { tender, typed } = read;
  if (!kindTakes(tender.kind, input.currency)) return refuse({ kind: 'method-not-for-currency' });
  if (isThere(payer) && !start.methodKinds.includes(tender.kind)) return refuse({ kind: 'method-not-taken' });
  const outOfRange = refuseAmount(input, toCharge(input) + feeOf(input, start, tender));
  if (outOfRange) return refuse(outOfRange);
  if (isThere(payer))
    for (const paymentId of start.ownWaiting) await cancelPayment(payer, { paymentId, cause: input.cause }, now);

  const gatewayCustomerId = await gatewayCustomerOf(payer, start);
  const payment = draft(payer, input, { start, tender, gatewayCustomerId, requestHash }, now);
  const reserved = await reservePayment(payer, input, payment);
  if (!reserved.ok) {
    const { refusal: held } = reserved;
    return held.kind === 'seen' ? answerAgain(payer, input, requestHash, now) : refuse({ ...held, typed });
  }

  // Giving up older tries may have taken long, and a process may be suspended: the call is made only while the
  // payment is young by the real hour, or a reconciliation could have looked it up and released it meanwhile.
  const answer = await askGateway(payment, hour(), { first: true });
  const applied = await applyAnswer(payment, answer, { actor: actorOf(payer), cause: input.cause, now: hour() });
  const waiting = applied.state === 'action_required' && answer.kind === 'intent' ? answer.intent : null;
  const { clientSecret = null, redirectUrl = null } = waiting && !waiting.verification ? waiting : {};
  return { ok: true, payment: { id: payment.id, ...applied, clientSecret, redirectUrl } };
}

/** Nothing is charged, so no method is needed, no decline counts, and nothing can hang in the air. */
async function payByCredit(
  payer: Payer,
  input: StartPaymentInput,
  { start, requestHash }: { start: Start; requestHash: Buffer },
  now: Date,
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  if (isThere(payer))
    for (const paymentId of start.ownWaiting) await cancelPayment(payer, { paymentId, cause: input.cause }, now);
  const covered = { ...input, method: { kind: 'none' as const } };
  const payment = draft(payer, covered, { start, tender: null, gatewayCustomerId: '', requestHash }, now);
  const reserved = await reservePayment(payer, input, payment);
  if (!reserved.ok)
    return reserved.refusal.kind === 'seen' ? answerAgain(payer, input, requestHash, now) : refuse(reserved.refusal);
  const paid = { id: payment.id, state: 'succeeded' as const, failureCode: null };
  return { ok: true, payment: { ...paid, clientSecret: null, redirectUrl: null } };
}

/** What is left to charge once the credit is used. */
function toCharge({ quote, creditMinor = 0n }: Pick<StartPaymentInput, 'quote' | 'creditMinor'>): bigint {
  return quoteTotal(quote) - creditMinor;
}

/** The caller's clock, going on. */
function runningFrom(now: Date): () => Date {
  const began = performance.now();
  return () => new Date(now.getTime() + performance.now() - began);
}

export function refuseAtSight(
  payer: Payer,
  input: Pick<StartPaymentInput, 'quote' | 'currency' | 'creditMinor'>,
): StartPaymentRefusal | null {
  if (payer.kind === 'contact' && payer.role !== 'payer') return { kind: 'viewer' };
  const count = input.quote.length;
  if (count === 0) return { kind: 'nothing-selected' };
  if (count > MAX_INVOICES_PER_PAYMENT) return { kind: 'too-many', limit: MAX_INVOICES_PER_PAYMENT, count };
  const [charge, credit] = [toCharge(input), input.creditMinor ?? 0n];
  if (charge < 0n || credit < 0n) return { kind: 'other-request' };
  return charge === 0n && credit > 0n ? null : refuseAmount(input, charge);
}

function refuseAmount(
  { currency }: Pick<StartPaymentInput, 'currency'>,
  chargeMinor: bigint,
): StartPaymentRefusal | null {
  const limits = gatewayLimits(currency);
  const chargeable = chargeMinor >= limits.minMinor && toGatewayAmount(chargeMinor, currency) !== null;
  return chargeable ? null : { kind: 'amount-out-of-range', ...limits, currency };
}

/** What the vendor does not take: several invoices at once, or parts of them. */
export function refuseTerms(
  input: Pick<StartPaymentInput, 'quote' | 'currency'>,
  start: Start,
): StartPaymentRefusal | null {
  const [count, limit] = [input.quote.length, limitOf(start.massPayment)];
  return count > limit ? { kind: 'too-many', limit, count } : refuseParts(input, start);
}

function refuseParts(
  input: Pick<StartPaymentInput, 'quote' | 'currency'>,
  { partPayments, minimumMinor }: Start,
): StartPaymentRefusal | null {
  if (!isInParts(input.quote)) return null;
  if (!partPayments) return { kind: 'parts-not-allowed' };
  const leastMinor = leastPart(input.quote, minimumMinor);
  return quoteTotal(input.quote) < leastMinor
    ? { kind: 'below-minimum', minimumMinor: leastMinor, currency: input.currency }
    : null;
}

/** The one-time token of a new card is left out: two clicks make two tokens and mean one payment. */
function hashRequest(payer: Payer, input: StartPaymentInput): Buffer {
  const lines = input.quote.map((line) => `${line.invoiceId}:${line.dueMinor}:${line.payMinor}`).sort();
  const method = input.method.kind === 'saved' ? input.method.methodId : input.method.kind;
  const credit = input.creditMinor ? [`credit ${input.creditMinor}`] : [];
  const fee = input.feeMinor ? [`fee ${input.feeMinor}`] : [];
  const link = payer.kind === 'link' ? [`link ${payer.linkId}`] : [];
  return createHash('sha256')
    .update(JSON.stringify([payer.customerId, input.currency, method, lines, ...credit, ...fee, ...link]))
    .digest();
}

function draft(
  payer: Payer,
  input: StartPaymentInput,
  asked: {
    start: Start;
    /** Null: credit covers it all. */
    tender: Tender | null;
    gatewayCustomerId: string;
    requestHash: Buffer;
  },
  now: Date,
): PaymentDraft {
  const { start, tender, gatewayCustomerId, requestHash } = asked;
  const feeMinor = tender === null ? 0n : feeOf(input, start, tender);
  return {
    id: input.paymentId,
    vendorId: payer.vendorId,
    customerId: payer.customerId,
    currency: input.currency,
    amountMinor: toCharge(input) + feeMinor,
    creditMinor: input.creditMinor ?? 0n,
    feeMinor,
    unappliedMinor: 0n,
    state: 'reserved',
    channel: channelOf(payer),
    failureCode: null,
    gatewayIntentId: null,
    gatewayRequest: {
      gatewayCustomerId,
      method:
        input.method.kind === 'new'
          ? { confirmationTokenId: input.method.confirmationTokenId, save: input.method.save && payer.kind !== 'link' }
          : { gatewayMethodId: start.gatewayMethodId ?? '' },
      returnUrl: input.returnUrl,
      inPlace: input.inPlace,
      methodTypes: kindsFor(input.currency, kindsAsked(start, tender)),
      ...(!isThere(payer) && { offSession: true }),
      ...(tender !== null && tender.kind !== 'card' && input.acceptance && { acceptance: input.acceptance }),
    },
    createdAt: now,
    syncedAt: null,
    requestHash,
    creditUse: start.creditUse,
    methodId: input.method.kind === 'saved' ? input.method.methodId : null,
    tender,
    feeRule: tender !== null && feeMinor > 0n ? ruleFor(start.feeRules, tender) : null,
  };
}

/** Among them what is paid with, also where the vendor has stopped offering it since that was agreed. */
function kindsAsked({ methodKinds }: Start, tender: Tender | null): MethodKind[] {
  return tender ? [...methodKinds, tender.kind] : methodKinds;
}

function feeOf(input: StartPaymentInput, start: Start, tender: Tender): bigint {
  return feeOn(start.feeRules, tender, toCharge(input), input.currency);
}

async function gatewayCustomerOf(payer: Payer, start: Start): Promise<string> {
  return start.gatewayCustomerId ?? ensureGatewayCustomer(payer);
}

/** The same question gets the same answer; another question under a used id gets none. */
async function answerAgain(
  payer: Payer,
  input: StartPaymentInput,
  requestHash: Buffer,
  now: Date,
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  const { seen } = await readStart(payer, input, now);
  if (!seen || !requestHash.equals(seen.requestHash)) return refuse({ kind: 'other-request' });
  const action = isThere(payer) && seen.state === 'action_required' ? await loadAction(payer, input.paymentId) : null;
  const { clientSecret = null, redirectUrl = null } = action ?? {};
  return {
    ok: true,
    payment: { id: input.paymentId, state: seen.state, failureCode: seen.failureCode, clientSecret, redirectUrl },
  };
}
