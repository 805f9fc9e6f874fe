import { db } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import { syncRefund } from './sync-refund.server';

const UNANSWERED_AFTER_MS = 30_000;
/** The gateway has it and the bank takes days: events tell, so it is asked rarely. */
const ON_ITS_WAY_EVERY_MS = 3_600_000;
const AT_ONCE = 500;
const RUN_FOR_MS = 50_000;

/** Asks the gateway about every refund that is not decided. Runs every minute; safe beside any number of its like. */
export async function reconcileRefunds({ now }: { now: Date }): Promise<{ asked: number; decided: number }> {
  // all vendors: the house looks after every vendor's refunds.
  const undecided = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM refunds -- all vendors: the house looks after every vendor's refunds
    WHERE state = 'pending' AND created_at < ${new Date(now.getTime() - UNANSWERED_AFTER_MS)}::timestamptz
      AND (booked_at IS NULL OR synced_at < ${new Date(now.getTime() - ON_ITS_WAY_EVERY_MS)}::timestamptz)
    ORDER BY synced_at NULLS FIRST, created_at LIMIT ${AT_ONCE}::int`;
  const stopAt = Date.now() + RUN_FOR_MS;
  let asked = 0;
  let decided = 0;
  for (const { id } of undecided) {
    if (Date.now() > stopAt) break;
    asked += 1;
    try {
      const actor = { kind: 'system', name: 'reconcile' } as const;
      const synced = await syncRefund({ refundId: id, cause: 'reconcile-refunds', now, actor });
      if (synced?.known) decided += 1;
    } catch (error) {
      // One that cannot be followed must not keep the others from being.
      log.error({ refundId: id, err: error }, 'a refund could not be reconciled');
    }
  }
  if (decided > 0) log.info({ asked, decided }, 'reconciled undecided refunds');
  return { asked, decided };
}
