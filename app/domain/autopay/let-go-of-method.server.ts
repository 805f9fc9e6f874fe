import type { Actor } from '~/auth/actor';
import { lockCharge } from '~/domain/scheduled-charges/charge-row.server';
import { isWaiting } from '~/domain/scheduled-charges/charge-state';
import { cancelCharge } from '~/domain/scheduled-charges/move-charge.server';
import type { Tx } from '~/lib/db.server';
import { endAutopay } from './end-autopay.server';

/** A method that is gone charges nothing any more: AutoPay with it ends, charges to come with it are cancelled, and both are told. */
export async function letGoOfMethod(
  tx: Tx,
  { vendorId, methodId }: { vendorId: string; methodId: string },
  because: { actor: Actor; cause: string; now: Date },
): Promise<void> {
  const select = { id: true, vendorId: true };
  const orderBy = { id: 'asc' as const };
  for (const autopay of await tx.autopay.findMany({ where: { vendorId, methodId, endedAt: null }, select, orderBy }))
    await endAutopay(tx, autopay, 'method-removed', because);
  for (const { id } of await tx.scheduledCharge.findMany({
    where: { vendorId, methodId, endedAt: null },
    select,
    orderBy,
  })) {
    const charge = await lockCharge(tx, id);
    if (charge && isWaiting(charge.state)) await cancelCharge(tx, charge, 'method-removed', because);
  }
}
