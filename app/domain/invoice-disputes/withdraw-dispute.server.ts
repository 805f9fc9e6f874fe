import type { ContactActor } from '~/auth/actor';
import { transaction } from '~/lib/db.server';
import { refuse } from '~/lib/result';
import { endOpenDispute, noteEnd, type EndAnswer } from './end-dispute.server';

/**
 * The customer takes the dispute back: all that is due can be paid again. Any payer of the customer may. Repeating
 * it changes nothing more.
 */
export async function withdrawDispute(
  actor: ContactActor,
  input: { invoiceId: string; cause: string },
  now: Date,
): Promise<EndAnswer> {
  if (actor.role !== 'payer') return refuse({ kind: 'viewer' });
  return transaction(async (tx) => {
    const [invoice] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM invoices WHERE vendor_id = ${actor.vendorId}::uuid AND customer_id = ${actor.customerId}::uuid
        AND id = ${input.invoiceId}::uuid AND issued_at IS NOT NULL AND archived_at IS NULL FOR NO KEY UPDATE`;
    if (!invoice) return refuse({ kind: 'gone' });
    const ending = { vendorId: actor.vendorId, invoiceId: invoice.id, by: actor.contactId, note: null, now };
    const ended = await endOpenDispute(tx, ending);
    // What a file or the vendor said is not the customer's to take back.
    if (!ended) return refuse({ kind: 'not-disputed' });
    await noteEnd(tx, actor, { ...ending, cause: input.cause, disputeId: ended, outcome: 'withdrawn' });
    return { ok: true, invoiceId: invoice.id };
  });
}
