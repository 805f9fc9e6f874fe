import type { Actor } from '~/auth/actor';
import { transaction } from '~/lib/db.server';
import { refuse } from '~/lib/result';
import { endOpenDispute, freeDisputed, noteEnd, type EndAnswer } from './end-dispute.server';

/**
 * Staff settle a dispute, with a note that the customer reads: what was held can be paid again. If the customer was
 * right, a credit note says so in figures; this only ends the dispute. Also for one that came with a file. Refuses
 * what is not disputed; a second call is one of those.
 */
export async function resolveDispute(
  actor: Actor,
  input: { vendorId: string; invoiceId: string; note: string; cause: string },
  now: Date,
): Promise<EndAnswer> {
  const words = input.note.replaceAll('\0', '').trim();
  if (words === '') return refuse({ kind: 'no-note' });
  return transaction(async (tx) => {
    const [invoice] = await tx.$queryRaw<{ id: string; held: boolean }[]>`
      SELECT id, disputed_at IS NOT NULL OR disputed_minor > 0 AS held FROM invoices
      WHERE vendor_id = ${input.vendorId}::uuid AND id = ${input.invoiceId}::uuid FOR NO KEY UPDATE`;
    if (!invoice) return refuse({ kind: 'gone' });
    const ending = { vendorId: input.vendorId, invoiceId: invoice.id, by: null, note: words, now };
    const ended = await endOpenDispute(tx, ending);
    if (!ended && !invoice.held) return refuse({ kind: 'not-disputed' });
    if (!ended) await freeDisputed(tx, ending, 'all');
    await noteEnd(tx, actor, { ...ending, cause: input.cause, disputeId: ended, outcome: 'resolved' });
    return { ok: true, invoiceId: invoice.id };
  });
}
