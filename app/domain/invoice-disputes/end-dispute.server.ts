import type { Actor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import type { Tx } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';
import type { Result } from '~/lib/result';

export type EndDisputeRefusal = { kind: 'gone' } | { kind: 'viewer' } | { kind: 'no-note' } | { kind: 'not-disputed' };
export type EndAnswer = Result<{ invoiceId: string }, EndDisputeRefusal>;

export type Ending = { vendorId: string; invoiceId: string; by: string | null; note: string | null; now: Date };

/** Ends the invoice's open dispute, if there is one, and frees what it held. The invoice is locked already. */
export async function endOpenDispute(tx: Tx, ending: Ending): Promise<string | null> {
  const { vendorId, invoiceId, by, now } = ending;
  const [ended] = await tx.$queryRaw<{ id: string; covers: 'invoice' | 'amount' }[]>`
    UPDATE invoice_disputes SET ended_at = ${now}, outcome = ${by ? 'withdrawn' : 'resolved'}, ended_by_contact_id = ${by}::uuid, note = ${ending.note}
    WHERE vendor_id = ${vendorId}::uuid AND invoice_id = ${invoiceId}::uuid AND kind = 'dispute' AND ended_at IS NULL
    RETURNING id, covers`;
  if (!ended) return null;
  await freeDisputed(tx, ending, ended.covers);
  return ended.id;
}

/** Only what the dispute itself held: the whole invoice may be in dispute for another reason besides. */
export async function freeDisputed(
  tx: Tx,
  { vendorId, invoiceId }: Ending,
  covers: 'invoice' | 'amount' | 'all',
): Promise<void> {
  await tx.$executeRaw`
    UPDATE invoices SET disputed_at = CASE WHEN ${covers} = 'amount' THEN disputed_at END,
      dispute_reason = CASE WHEN ${covers} = 'amount' THEN dispute_reason END,
      disputed_minor = CASE WHEN ${covers} = 'invoice' THEN disputed_minor ELSE 0 END
    WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid`;
}

/** Tells whoever must know, and writes it down; last, as record wants it. */
export async function noteEnd(
  tx: Tx,
  actor: Actor,
  {
    disputeId,
    outcome,
    ...ending
  }: Ending & { cause: string; disputeId: string | null; outcome: 'withdrawn' | 'resolved' },
): Promise<void> {
  if (disputeId) await enqueue(tx, 'send-dispute-mails', { disputeId, about: outcome });
  await record(tx, {
    vendorId: ending.vendorId,
    actor,
    cause: ending.cause,
    action: outcome === 'withdrawn' ? 'invoice.dispute-withdrawn' : 'invoice.dispute-resolved',
    subject: 'invoice',
    subjectId: ending.invoiceId,
    data: { id: disputeId, ...(ending.note && { note: ending.note }) },
  });
}
