import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import type { Lot } from '~/domain/credits/lots';
import type { PaymentRow } from '~/domain/payments/payment-row.server';
import { gatewayStep } from '~/gateways/gateway-amount';
import { transaction } from '~/lib/db.server';
import { sumMinor } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { advanceRefund } from './advance-refund.server';
import { lockRefundedPayment } from './lock-refunded-payment.server';
import { readHoldings, type Holdings } from './payment-holdings.server';
import { readRefund } from './refund-row.server';
import type { RequestRefundInput, RequestRefundRefusal } from './request-refund.types';
import { feeShare, partsTotal, spreadReversal, type Reversal } from './spread-reversal';
import { writeRefund } from './write-refund.server';

type Reserve = RequestRefundInput & {
  requestHash: Buffer;
  chargeable: (payment: PaymentRow, amountMinor: bigint) => boolean;
};

/**
 * Phase one: under the payment's lock, what is asked for is compared with what the payment still holds, and written
 * down. From the commit on no other refund can take the same money. One that is handed back outside is over with that.
 */
export async function reserveRefund(
  actor: VendorActor,
  payment: PaymentRow,
  input: Reserve,
  now: Date,
): Promise<Result<object, RequestRefundRefusal | { kind: 'seen' }>> {
  return transaction(async (tx) => {
    await lockRefundedPayment(tx, { paymentId: payment.id, vendorId: payment.vendorId });
    if (await readRefund(tx, input.refundId)) return refuse({ kind: 'seen' as const });
    const holdings = await readHoldings(tx, payment);
    if (holdings.forbidden) return refuse({ kind: 'disputed' as const });
    const spread = spreadRequest(payment, input.what, holdings);
    if (!spread.ok) return spread;
    const { reversal } = spread;
    const amountMinor = partsTotal(reversal.parts) + reversal.feeMinor + reversal.unappliedMinor;
    if (!input.chargeable(payment, amountMinor))
      return refuse({ kind: 'not-chargeable' as const, currency: payment.currency });
    await writeRefund(tx, payment, {
      ...reversal,
      lots: input.what.kind === 'credit' ? lotNamed(input.what.creditId, holdings) : [],
      id: input.refundId,
      amountMinor,
      origin: 'ours',
      reason: input.reason.trim(),
      staffId: actor.kind === 'staff' ? actor.staffId : null,
      requestHash: input.requestHash,
      createdAt: now,
    });
    const refund = (await readRefund(tx, input.refundId))!;
    if (refund.channel === 'outside') {
      const news = { state: 'succeeded' as const, gatewayRefundId: null, failureCode: null };
      await advanceRefund(tx, refund, news, { actor, cause: input.cause, now });
    }
    await record(tx, {
      vendorId: payment.vendorId,
      actor,
      cause: input.cause,
      action: 'refund.requested',
      subject: 'refund',
      subjectId: input.refundId,
      data: { payment: payment.id, amountMinor, currency: payment.currency, reason: input.reason.trim() },
    });
    return { ok: true as const };
  });
}

/** Credit that was left over is given back only where its lot is named: it may have paid another invoice since. */
function spreadRequest(
  payment: PaymentRow,
  what: RequestRefundInput['what'],
  holdings: Holdings,
): Result<{ reversal: Reversal }, RequestRefundRefusal> {
  const { currency } = payment;
  const held = sumMinor(holdings.rooms.map((room) => room.roomMinor)) + holdings.feeRoomMinor;
  const leftMinor = held < holdings.leftMinor ? held : holdings.leftMinor;
  if (what.kind === 'credit') return namedCredit(what, holdings, { currency });
  if (what.kind === 'parts') return namedParts(what.parts, holdings, { leftMinor, currency });
  if (leftMinor <= 0n) return refuse({ kind: 'nothing-left' });
  const amountMinor = what.kind === 'all' ? leftMinor : what.amountMinor;
  if (amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
  if (amountMinor > leftMinor) return refuse({ kind: 'too-much', leftMinor, currency });
  return { ok: true, reversal: spreadReversal(amountMinor, { ...holdings, unappliedRoomMinor: 0n }) };
}

function lotNamed(creditId: string, { lots }: Holdings): Lot[] {
  return lots.filter((lot) => lot.id === creditId);
}

function namedCredit(
  { creditId, amountMinor }: { creditId: string; amountMinor: bigint },
  holdings: Holdings,
  { currency }: { currency: string },
): Result<{ reversal: Reversal }, RequestRefundRefusal> {
  const [lot] = lotNamed(creditId, holdings);
  if (!lot) return refuse({ kind: 'no-credit' });
  if (amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
  const leftMinor = lot.remainingMinor < holdings.leftMinor ? lot.remainingMinor : holdings.leftMinor;
  if (amountMinor > leftMinor) return refuse({ kind: 'too-much', leftMinor, currency });
  return { ok: true, reversal: { parts: [], feeMinor: 0n, unappliedMinor: amountMinor, lossMinor: 0n } };
}

/** No more than is left, and so that the gateway can move the sum. */
function fit(
  partsMinor: bigint,
  share: bigint,
  { leftMinor, currency }: { leftMinor: bigint; currency: string },
): bigint {
  const feeMinor = partsMinor + share > leftMinor ? leftMinor - partsMinor : share;
  const odd = (partsMinor + feeMinor) % gatewayStep(currency);
  return odd <= feeMinor ? feeMinor - odd : feeMinor;
}

/** The fee goes back on top of what is named, in proportion, and wholly with the last of the invoices. */
function namedParts(
  parts: readonly { invoiceId: string; amountMinor: bigint }[],
  holdings: Holdings,
  { leftMinor, currency }: { leftMinor: bigint; currency: string },
): Result<{ reversal: Reversal }, RequestRefundRefusal> {
  const rooms = new Map(holdings.rooms.map((room) => [room.invoiceId, room]));
  const named = new Set(parts.map((part) => part.invoiceId));
  if (parts.length === 0 || named.size < parts.length) return refuse({ kind: 'not-an-amount' });
  for (const { invoiceId, amountMinor } of parts) {
    const room = rooms.get(invoiceId);
    if (!room) return refuse({ kind: 'not-on-payment', invoiceId });
    if (amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
    if (amountMinor > room.roomMinor)
      return refuse({ kind: 'too-much-on-invoice', number: room.number, leftMinor: room.roomMinor, currency });
  }
  const onInvoices = partsTotal(parts);
  if (onInvoices > leftMinor) return refuse({ kind: 'too-much', leftMinor, currency });
  const share = feeShare(onInvoices, sumMinor(holdings.rooms.map((room) => room.roomMinor)), holdings.feeRoomMinor);
  const feeMinor = fit(onInvoices, share, { leftMinor, currency });
  return { ok: true, reversal: { parts: [...parts], feeMinor, unappliedMinor: 0n, lossMinor: 0n } };
}
