import type { Actor, ContactActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { lockCharge } from '~/domain/scheduled-charges/charge-row.server';
import { isWaiting } from '~/domain/scheduled-charges/charge-state';
import { cancelCharge } from '~/domain/scheduled-charges/move-charge.server';
import { transaction, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { enqueue } from '~/lib/queue.server';
import type { AutopayEnd } from './autopay';

export type AutopayRow = {
  id: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  contactId: string;
  methodId: string;
  capMinor: bigint;
  noticeDays: number;
  timeZone: string;
  methodGone: boolean;
};

/** Locks the agreement that is in force, so that two changes at once come one after the other; null where there is none, which is locked just the same. */
export async function lockAutopay(
  tx: Tx,
  { vendorId, customerId }: Pick<ContactActor, 'vendorId' | 'customerId'>,
  currency: Currency,
): Promise<AutopayRow | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`autopay ${customerId} ${currency}`}, 0))`;
  const [row] = await tx.$queryRaw<AutopayRow[]>`
    SELECT a.id, a.vendor_id AS "vendorId", a.customer_id AS "customerId", a.currency, a.contact_id AS "contactId", a.method_id AS "methodId",
      a.cap_minor AS "capMinor", a.notice_days AS "noticeDays", v.time_zone AS "timeZone", m.removed_at IS NOT NULL AS "methodGone"
    FROM autopays a JOIN vendors v ON v.id = a.vendor_id JOIN payment_methods m ON m.vendor_id = a.vendor_id AND m.id = a.method_id
    WHERE a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid AND a.currency = ${currency} AND a.ended_at IS NULL
    FOR UPDATE OF a`;
  return row ?? null;
}

/** Ends an agreement and stops what it had planned; a charge that is running goes on. The customer is told unless they did it. */
export async function endAutopay(
  tx: Tx,
  autopay: Pick<AutopayRow, 'id' | 'vendorId'>,
  reason: AutopayEnd,
  because: { actor: Actor; cause: string; now: Date },
): Promise<void> {
  const { id, vendorId } = autopay;
  await tx.autopay.updateMany({
    where: { id, vendorId, endedAt: null },
    data: { endedAt: because.now, endReason: reason },
  });
  const planned = await tx.scheduledCharge.findMany({
    where: { vendorId, autopayId: id, endedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id: chargeId } of planned) {
    const charge = await lockCharge(tx, chargeId);
    if (charge && isWaiting(charge.state))
      await cancelCharge(tx, charge, reason === 'method-removed' ? 'method-removed' : 'autopay-off', because);
  }
  if (reason === 'method-removed') await enqueue(tx, 'send-autopay-mail', { autopayId: id, about: 'ended' });
  await record(tx, {
    vendorId,
    actor: because.actor,
    cause: because.cause,
    action: 'autopay.ended',
    subject: 'autopay',
    subjectId: id,
    data: { reason, stopped: planned.length },
  });
}

/** Turns AutoPay off in one currency. False: it was not on. */
export async function turnAutopayOff(
  actor: ContactActor,
  input: { currency: Currency; cause: string },
  now: Date,
): Promise<boolean> {
  if (actor.role !== 'payer') return false;
  return transaction(async (tx) => {
    const autopay = await lockAutopay(tx, actor, input.currency);
    if (!autopay) return false;
    await endAutopay(tx, autopay, 'customer', { actor, cause: input.cause, now });
    return true;
  });
}
