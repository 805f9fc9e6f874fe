import { isbot } from 'isbot';
import { callerOf } from '~/lib/caller';
import { db } from '~/lib/db.server';
import type { Limit } from '~/lib/limit';
import { countAgainst } from '~/lib/rate-limit.server';

/** Looking again within so long is the same opening. */
const ONCE: Limit = { name: 'payment-link-opened', times: 1, perSeconds: 30 * 60 };

/**
 * Counts that a person has opened the link. Asked for by the page's script, once somebody has moved, touched or typed
 * there: programs that only fetch the page, or even run its scripts, do not. Those that call themselves robots are left
 * out all the same. One place counts once in half an hour.
 */
export async function countOpen(
  { vendorId, linkId }: { vendorId: string; linkId: string },
  by: { userAgent: string | null; clientAddress: string; now: Date },
): Promise<void> {
  if (!by.userAgent || isbot(by.userAgent)) return;
  const first = await countAgainst(ONCE, `${linkId} ${callerOf(by.clientAddress)}`);
  if (!first.ok) return;
  await db.$executeRaw`
    UPDATE payment_links SET open_count = open_count + 1, last_opened_at = greatest(last_opened_at, ${by.now}::timestamptz),
      first_opened_at = CASE WHEN open_count = 0 THEN ${by.now}::timestamptz ELSE first_opened_at END
    WHERE vendor_id = ${vendorId}::uuid AND id = ${linkId}::uuid AND revoked_at IS NULL`;
}
