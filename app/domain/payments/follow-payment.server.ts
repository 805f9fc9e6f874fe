import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { isFinal, type PaymentState } from './payment-state';
import { syncPayment } from './sync-payment.server';

const AT_BANK_SECONDS = 10;

type FollowInput = { paymentId: string; cause: string; atMostEverySeconds?: number };

/**
 * How a payment of the customer stands, asked of the gateway while it is undecided: the page ends in the right state
 * even if no webhook ever rings. Null for any other id. Safe to repeat; it decides nothing itself.
 */
export async function followPayment(scope: InvoiceScope, input: FollowInput, now: Date): Promise<PaymentState | null> {
  if (!isId(input.paymentId)) return null;
  const payment = await db.payment.findFirst({
    where: { id: input.paymentId, vendorId: scope.vendorId, customerId: scope.customerId },
    select: { state: true, waitsFor: true },
  });
  if (!payment) return null;
  const state = payment.state as PaymentState;
  if (isFinal(state)) return state;
  // A bank takes days; looking at the page again and again makes it no faster.
  const atBank = state === 'processing' || payment.waitsFor !== null;
  const calm = atBank ? { atMostEverySeconds: Math.max(AT_BANK_SECONDS, input.atMostEverySeconds ?? 0) } : {};
  return (await syncPayment({ ...input, ...calm, now }))?.state ?? state;
}
