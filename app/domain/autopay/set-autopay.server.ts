import type { ContactActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { isMethodKind, kindTakes } from '~/domain/payment-methods/method-kind';
import { gatewayLimits } from '~/gateways/gateway-amount';
import { transaction, type Tx } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { enqueue } from '~/lib/queue.server';
import { refuse, type Result } from '~/lib/result';
import { NOTICE_DAYS, type SetAutopayRefusal } from './autopay';
import { endAutopay, lockAutopay } from './end-autopay.server';

type SetAutopay = { currency: Currency; methodId: string; capMinor: bigint; noticeDays: number; cause: string };

/**
 * Agrees that invoices in a currency are charged as they fall due. Other terms replace the agreement there is, and stop
 * what it had planned, which is planned anew on the new terms with a new notice; the same terms change nothing. Whoever
 * agrees is told by mail what they agreed to.
 */
export async function setAutopay(
  actor: ContactActor,
  input: SetAutopay,
  now: Date,
): Promise<Result<object, SetAutopayRefusal>> {
  if (actor.role !== 'payer') return refuse({ kind: 'viewer' });
  const { minMinor, maxMinor } = gatewayLimits(input.currency);
  if (input.capMinor < minMinor || input.capMinor > maxMinor)
    return refuse({ kind: 'cap-out-of-range', minMinor, maxMinor });
  if (
    !Number.isInteger(input.noticeDays) ||
    input.noticeDays < NOTICE_DAYS.least ||
    input.noticeDays > NOTICE_DAYS.most
  )
    return refuse({ kind: 'notice-out-of-range' });
  if (!isId(input.methodId)) return refuse({ kind: 'method-gone' });
  return transaction(async (tx): Promise<Result<object, SetAutopayRefusal>> => {
    const { vendorId, customerId } = actor;
    // The method first: whoever removes it goes the same way, method, agreement, charges.
    const [method] = await tx.$queryRaw<{ kind: string }[]>`
      SELECT kind FROM payment_methods WHERE vendor_id = ${vendorId}::uuid AND customer_id = ${customerId}::uuid AND id = ${input.methodId}::uuid AND removed_at IS NULL FOR SHARE`;
    if (!method || !isMethodKind(method.kind)) return refuse({ kind: 'method-gone' });
    if (!kindTakes(method.kind, input.currency)) return refuse({ kind: 'method-not-for-currency' });
    const before = await lockAutopay(tx, actor, input.currency);
    const { methodId, capMinor, noticeDays } = input;
    if (before?.methodId === methodId && before.capMinor === capMinor && before.noticeDays === noticeDays)
      return { ok: true };
    if (before) await endAutopay(tx, before, 'changed', { actor, cause: input.cause, now });
    const id = newId();
    await tx.autopay.create({
      data: {
        id,
        vendorId,
        customerId,
        currency: input.currency,
        contactId: actor.contactId,
        methodId,
        capMinor,
        noticeDays,
        startedAt: now,
      },
    });
    await enqueue(tx, 'send-autopay-mail', { autopayId: id, about: 'on' });
    await enqueue(tx, 'plan-autopay', { autopayId: id });
    await recordSet(tx, actor, { id, ...input });
    return { ok: true };
  });
}

async function recordSet(tx: Tx, actor: ContactActor, set: SetAutopay & { id: string }): Promise<void> {
  const { id, cause, ...data } = set;
  await record(tx, {
    vendorId: actor.vendorId,
    actor,
    cause,
    action: 'autopay.agreed',
    subject: 'autopay',
    subjectId: id,
    data,
  });
}
