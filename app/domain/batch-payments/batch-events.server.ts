import { setTimeout as sleep } from 'node:timers/promises';
import type { StaffActor } from '~/auth/actor';
import { readRows, sql } from '~/lib/db.server';

const LOOK_MS = 1_000;
/** Then the browser connects anew: so who was signed out meanwhile hears nothing more, and a server that stops need not wait long. */
const LIVES_MS = 20_000;

/** As server-sent events: `changed` whenever the batch's counters have moved, `same` in between, so that the reader knows the line is open. */
export function batchEvents(actor: StaffActor, batchId: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const ends = performance.now() + LIVES_MS;
  let known: string | null = null;
  return new ReadableStream({
    async pull(controller) {
      try {
        const standing =
          known === null ? await readStanding(actor, batchId) : await nextStanding(actor, batchId, signal);
        const told = known !== null && standing !== known ? 'changed' : 'same';
        known = standing;
        controller.enqueue(encoder.encode(`retry: ${LOOK_MS}\nevent: ${told}\ndata: ${told}\n\n`));
        if (standing === OVER || performance.now() > ends) controller.close();
      } catch {
        // The reader has left, or the database is away: the browser connects again.
        controller.close();
      }
    },
  });
}

const OVER = 'over';

async function nextStanding(actor: StaffActor, batchId: string, signal: AbortSignal): Promise<string> {
  await sleep(LOOK_MS, undefined, { signal });
  return readStanding(actor, batchId);
}

async function readStanding({ vendorId }: StaffActor, batchId: string): Promise<string> {
  const [row] = await readRows<{ standing: string }>(sql`
    SELECT CASE WHEN b.ended_at IS NOT NULL THEN ${OVER} ELSE b.state || (SELECT string_agg(t.currency || t.outcome || t.item_count, ' ' ORDER BY t.currency, t.outcome)
      FROM batch_totals t WHERE t.vendor_id = b.vendor_id AND t.batch_id = b.id) END AS standing
    FROM batch_payments b WHERE b.vendor_id = ${vendorId}::uuid AND b.id = ${batchId}::uuid`);
  return row?.standing ?? OVER;
}
