import type { Actor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { addDays, dateIn, type CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { enqueue } from '~/lib/queue.server';
import { afterDecline, daysToNextTry } from './after-decline';
import type { ChargeRow } from './charge-row.server';
import type { CancelReason, ChargeState } from './charge-state';

export type Because = { actor: Actor; cause: string; now: Date };

/** Gives a waiting charge up, or one whose try could not even begin; whoever agreed is told unless it was their own doing. */
export async function cancelCharge(
  tx: Tx,
  charge: ChargeRow,
  reason: CancelReason,
  because: Because,
): Promise<'cancelled'> {
  await end(tx, charge, { state: 'cancelled', reason }, because);
  if (reason !== 'customer' && reason !== 'autopay-off') await tell(tx, charge, 'cancelled', '1');
  return 'cancelled';
}

export async function finishCharge(tx: Tx, charge: ChargeRow, because: Because): Promise<'succeeded'> {
  // The receipt tells of it.
  await end(tx, charge, { state: 'succeeded', reason: null }, because);
  return 'succeeded';
}

/** The try has come to nothing: another day, or never again. Either is told, with what the payer can do. */
export async function endTry(
  tx: Tx,
  charge: ChargeRow,
  payment: { failureCode: string | null; adviceCode: string | null },
  because: Because,
): Promise<ChargeState> {
  const reason = payment.failureCode ?? 'no-answer';
  const days = afterDecline(payment) === 'retry' ? daysToNextTry(charge.tries, charge.methodKind) : null;
  if (days === null) await end(tx, charge, { state: 'failed', reason }, because);
  else await retry(tx, charge, { reason, on: addDays(dateIn(charge.timeZone, because.now), days) }, because);
  await tell(tx, charge, 'failed', charge.paymentId);
  return days === null ? 'failed' : 'retrying';
}

/** From here on the payment `charge.paymentId` may exist, and no other. */
export async function beginTry(tx: Tx, charge: ChargeRow, because: Because): Promise<void> {
  await tx.$executeRaw`
    UPDATE scheduled_charges SET state = 'running', tries = tries + 1, run_at = ${because.now}::timestamptz
    WHERE vendor_id = ${charge.vendorId}::uuid AND id = ${charge.id}::uuid`;
  await note(tx, charge, 'running', because, { paymentId: charge.paymentId, number: charge.tries + 1 });
}

type MailAbout = 'scheduled' | 'changed' | 'cancelled' | 'failed';

/** Queues a mail about the charge; the same mark never brings a second one. */
export async function tell(tx: Tx, charge: { id: string }, about: MailAbout, mark: string): Promise<void> {
  await enqueue(tx, 'send-charge-mail', { chargeId: charge.id, about, mark });
}

async function end(
  tx: Tx,
  charge: ChargeRow,
  to: { state: 'succeeded' | 'failed' | 'cancelled'; reason: string | null },
  because: Because,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE scheduled_charges SET state = ${to.state}, reason = ${to.reason}, ended_at = greatest(${because.now}::timestamptz, created_at)
    WHERE vendor_id = ${charge.vendorId}::uuid AND id = ${charge.id}::uuid`;
  await note(tx, charge, to.state, because, { reason: to.reason });
}

async function retry(
  tx: Tx,
  charge: ChargeRow,
  next: { reason: string; on: CalendarDate },
  because: Because,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE scheduled_charges SET state = 'retrying', reason = ${next.reason}, next_on = ${next.on}::date, payment_id = ${newId()}::uuid
    WHERE vendor_id = ${charge.vendorId}::uuid AND id = ${charge.id}::uuid`;
  await note(tx, charge, 'retrying', because, next);
}

async function note(
  tx: Tx,
  charge: ChargeRow,
  to: ChargeState,
  because: Because,
  data: Record<string, unknown>,
): Promise<void> {
  await record(tx, {
    vendorId: charge.vendorId,
    actor: because.actor,
    cause: because.cause,
    action: `scheduled_charge.${to}`,
    subject: 'scheduled_charge',
    subjectId: charge.id,
    data: { from: charge.state, to, ...data },
  });
}
