import { actorOf } from '~/domain/payments/payer';
import { transaction } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { lockCharge } from './charge-row.server';
import { isWaiting, type ChargeState } from './charge-state';
import { cancelCharge } from './move-charge.server';
import type { Scheduler } from './schedule-payment.server';

export type CancelChargeRefusal =
  { kind: 'no-such-charge' } | { kind: 'viewer' } | { kind: 'too-late'; state: ChargeState };

/** Stops a charge of the actor's customer before it runs, whoever agreed to it; where staff do, the customer is told. From the commit on nothing is charged. Cancelled already is as good. */
export async function cancelScheduledCharge(
  actor: Scheduler,
  input: { chargeId: string; cause: string },
  now: Date,
): Promise<Result<object, CancelChargeRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'viewer' });
  if (!isId(input.chargeId)) return refuse({ kind: 'no-such-charge' });
  return transaction(async (tx): Promise<Result<object, CancelChargeRefusal>> => {
    const charge = await lockCharge(tx, input.chargeId);
    if (!charge || charge.vendorId !== actor.vendorId || charge.customerId !== actor.customerId)
      return refuse({ kind: 'no-such-charge' });
    if (charge.state === 'cancelled') return { ok: true };
    if (!isWaiting(charge.state)) return refuse({ kind: 'too-late', state: charge.state });
    const reason = actor.kind === 'staff' ? 'staff' : 'customer';
    await cancelCharge(tx, charge, reason, { actor: actorOf(actor), cause: input.cause, now });
    return { ok: true };
  });
}
