import { createHash } from 'node:crypto';
import { ensureGatewayCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import { feeOn, ruleFor, type Tender } from '~/domain/fees/fee';
import { readTender } from '~/domain/fees/read-tender.server';
import { kindsFor, kindTakes, type MethodKind } from '~/domain/payment-methods/method-kind';
import { gatewayLimits, toGatewayAmount } from '~/gateways/gateway-amount';
import type { TypedMethod } from '~/gateways/stripe-tokens.server';
import { refuse, type Result } from '~/lib/result';
import { cancelPayment } from './cancel-payment.server';
import { MAX_TRIES_PER_LINK } from './hold-link.server';
import { MAX_DECLINES_PER_HOUR } from './hold-tries.server';
import { channelOf, isThere, type Payer } from './payer';
import { isInParts, MAX_INVOICES_PER_PAYMENT, quoteTotal } from './quote';
import { limitOf } from './payment-terms.server';
import { leastPart } from './spread';
import { readStarts, type Start } from './read-start.server';
import { reservePayments, type PaymentDraft, type Reserving } from './reserve-payment.server';
import type { StartPaymentInput, StartPaymentRefusal } from './start-payment.types';

/** What somebody asks to pay. */
export type Asking = { payer: Payer; input: StartPaymentInput };

/** `held`: the gateway is to be asked next. `paid`: by credit alone. `seen`: its id was used before. */
export type Held =
  | { kind: 'held'; payment: PaymentDraft }
  | { kind: 'paid' }
  | { kind: 'seen' }
  | { kind: 'refused'; refusal: StartPaymentRefusal };

/**
 * Everything of paying that comes before the gateway is asked, for many payments of one vendor at once, in the order given:
 * each is held exactly as its payer saw it, or nothing of it is, and the refusal says why. Nobody is there of several: who is
 * comes alone. Those that nothing stands in the way of are held in one transaction; where that fails each is held by itself,
 * so that none holds up the others. Safe to repeat: an id is used once.
 */
export async function holdPayments(asking: readonly Asking[], now: Date): Promise<PromiseSettledResult<Held>[]> {
  const atSight = asking.map(({ payer, input }) => refuseAtSight(payer, input));
  const asked = asking.filter((_, at) => atSight[at] === null);
  const starts = asked.length > 0 ? await readStarts(asked, now) : [];
  const drafted = await Promise.allSettled(asked.map((each, at) => draftOf(each, starts[at]!, now)));
  const held = await reserve(drafted);
  return asking.map((each, at) => {
    const refusal = atSight[at];
    return refusal ? fulfilled({ kind: 'refused', refusal }) : held[asked.indexOf(each)]!;
  });
}

/** Of several, none waits longer for what somebody else has locked: the others would wait with it, and what they hold. */
const LOCK_TIMEOUT_MS = 1_000;

type Drafted = { kind: 'drafted'; reserving: Reserving; typed: TypedMethod | null };

const fulfilled = (value: Held): PromiseSettledResult<Held> => ({ status: 'fulfilled', value });

async function reserve(
  drafted: readonly PromiseSettledResult<Held | Drafted>[],
): Promise<PromiseSettledResult<Held>[]> {
  const ready = drafted.flatMap((each) =>
    each.status === 'fulfilled' && each.value.kind === 'drafted' ? each.value : [],
  );
  const group = ready.map(({ reserving }) => reserving).filter(holdsWithOthers);
  const hurried = drafted.length > 1 ? { lockTimeoutMs: LOCK_TIMEOUT_MS } : {};
  const isHeld = group.length > 1 && (await reservePayments(group, hurried).catch(() => null))?.ok === true;
  const held: PromiseSettledResult<Held>[] = [];
  for (const each of drafted) {
    if (each.status === 'rejected') held.push(each);
    else if (each.value.kind !== 'drafted') held.push(fulfilled(each.value));
    else if (isHeld && group.includes(each.value.reserving)) held.push(fulfilled(heldAs(each.value.reserving)));
    else held.push(...(await Promise.allSettled([reserveAlone(each.value, hurried)])));
  }
  return held;
}

/** Credit is the customer's and not one payment's, so where some is used or must be, the payment is held by itself. */
function holdsWithOthers({ payment }: Reserving): boolean {
  return payment.creditMinor === 0n && payment.creditUse !== 'always';
}

const heldAs = ({ payment }: Reserving): Held =>
  payment.amountMinor === 0n ? { kind: 'paid' } : { kind: 'held', payment };

async function reserveAlone({ reserving, typed }: Drafted, hurried: { lockTimeoutMs?: number }): Promise<Held> {
  const reserved = await reservePayments([reserving], hurried);
  if (reserved.ok) return heldAs(reserving);
  const { refusal } = reserved;
  if (refusal.kind === 'seen') return { kind: 'seen' };
  return { kind: 'refused', refusal: refusal.kind === 'changed' && typed ? { ...refusal, typed } : refusal };
}

/** What it would be, or why it cannot be. Older tries of whoever is there are given up, at the gateway first. */
async function draftOf({ payer, input }: Asking, start: Start, now: Date): Promise<Held | Drafted> {
  if (start.seen) return { kind: 'seen' };
  const read = await readMethod(payer, input, start);
  if (!read.ok) return { kind: 'refused', refusal: read.refusal };
  if (isThere(payer))
    for (const paymentId of start.ownWaiting) await cancelPayment(payer, { paymentId, cause: input.cause }, now);
  const { tender, typed } = read;
  // Nothing is charged where credit covers all, so no customer of the gateway's is needed.
  const gatewayCustomerId = tender === null ? '' : await gatewayCustomerOf(payer, start);
  const payment = draft(payer, input, { start, tender, gatewayCustomerId }, now);
  return { kind: 'drafted', reserving: { payer, input, payment }, typed };
}

type Read = { tender: Tender | null; typed: TypedMethod | null };

/** Whether the vendor takes it so, and what it is paid with: nothing where credit covers all; then no method is needed, and no decline counts. */
async function readMethod(
  payer: Payer,
  input: StartPaymentInput,
  start: Start,
): Promise<Result<Read, StartPaymentRefusal>> {
  // Rules for who is there to choose. What was agreed before is charged as agreed, or less; the rules were asked then.
  const notTaken = isThere(payer) ? refuseTerms(input, start) : null;
  if (notTaken) return refuse(notTaken);
  if (toCharge(input) === 0n) return { ok: true, tender: null, typed: null };
  if (input.method.kind === 'none') return refuse({ kind: 'method-gone' });
  if (payer.kind === 'link' && start.declines >= MAX_TRIES_PER_LINK)
    return refuse({ kind: 'too-many-declines', retryAfterSeconds: 86_400 });
  if (payer.kind === 'contact' && start.declines >= MAX_DECLINES_PER_HOUR)
    return refuse({ kind: 'too-many-declines', retryAfterSeconds: 3600 });
  if (input.method.kind === 'saved' && !start.gatewayMethodId) return refuse({ kind: 'method-gone' });
  const read = await readTender(input.method, start);
  if (!read.ok) return refuse(read.refusal);
  const { tender } = read;
  if (!kindTakes(tender.kind, input.currency)) return refuse({ kind: 'method-not-for-currency' });
  if (isThere(payer) && !start.methodKinds.includes(tender.kind)) return refuse({ kind: 'method-not-taken' });
  const outOfRange = refuseAmount(input, toCharge(input) + feeOf(input, start, tender));
  return outOfRange ? refuse(outOfRange) : read;
}

/** What is left to charge once the credit is used. */
function toCharge({ quote, creditMinor = 0n }: Pick<StartPaymentInput, 'quote' | 'creditMinor'>): bigint {
  return quoteTotal(quote) - creditMinor;
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
export function hashRequest(payer: Payer, input: StartPaymentInput): Buffer {
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
  },
  now: Date,
): PaymentDraft {
  const { start, tender, gatewayCustomerId } = asked;
  const feeMinor = tender === null ? 0n : feeOf(input, start, tender);
  const method: StartPaymentInput['method'] = tender === null ? { kind: 'none' } : input.method;
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
        method.kind === 'new'
          ? { confirmationTokenId: method.confirmationTokenId, save: method.save && payer.kind !== 'link' }
          : { gatewayMethodId: start.gatewayMethodId ?? '' },
      returnUrl: input.returnUrl,
      inPlace: input.inPlace,
      methodTypes: kindsFor(input.currency, kindsAsked(start, tender)),
      ...(!isThere(payer) && { offSession: true }),
      ...(tender !== null && tender.kind !== 'card' && input.acceptance && { acceptance: input.acceptance }),
    },
    createdAt: now,
    syncedAt: null,
    requestHash: hashRequest(payer, input),
    creditUse: start.creditUse,
    methodId: method.kind === 'saved' ? method.methodId : null,
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
