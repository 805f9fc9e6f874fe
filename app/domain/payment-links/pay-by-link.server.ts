import { startPayment } from '~/domain/payments/start-payment.server';
import type { StartedPayment, StartPaymentInput, StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { callerOf } from '~/lib/caller';
import type { Limit } from '~/lib/limit';
import { countAgainst, isWithin } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';

/** Nobody has signed in here, so who tries many cards is stopped sooner (SECURITY S38). */
const DECLINES_PER_CALLER: Limit = { name: 'declined-through-links', times: 5, perSeconds: 3600 };

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
  const caller = callerOf(clientAddress);
  const allowed = await isWithin(DECLINES_PER_CALLER, caller);
  if (!allowed.ok) return refuse({ ...allowed.refusal, kind: 'too-many-declines' });
  const result = await startPayment({ kind: 'link', linkId, vendorId, customerId }, input, now);
  if (result.ok && result.payment.state === 'failed') await countAgainst(DECLINES_PER_CALLER, caller);
  return result;
}
