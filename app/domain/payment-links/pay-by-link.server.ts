import { isFinal } from '~/domain/payments/payment-state';
import { startPayment } from '~/domain/payments/start-payment.server';
import type { StartedPayment, StartPaymentInput, StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { refuse, type Result } from '~/lib/result';
import { countTry, forgiveTry, keepTryOpen } from './count-tries.server';

/**
 * Pays what a link is for, in the name of whoever holds it. The same as any payment (start-payment): once for one id,
 * exactly as it was shown, or not at all; and besides never through a link that has ended, for nothing that the link is
 * not for, and with nothing that the customer has on file.
 */
export async function payByLink(
  { linkId, vendorId, customerId }: { linkId: string; vendorId: string; customerId: string },
  input: StartPaymentInput,
  { clientAddress, now }: { clientAddress: string; now: Date },
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  const allowed = await countTry(clientAddress);
  if (!allowed.ok) return refuse({ ...allowed.refusal, kind: 'too-many-declines' });
  const result = await startPayment({ kind: 'link', linkId, vendorId, customerId }, input, now);
  const state = result.ok ? result.payment.state : null;
  if (state === null || state === 'succeeded' || state === 'processing') await forgiveTry(clientAddress);
  else if (!isFinal(state)) await keepTryOpen(input.paymentId);
  return result;
}
