import { grantCredits } from '~/domain/credits/grant-credit.server';
import type { Lot } from '~/domain/credits/lots';
import { holdCredit, moveCredit, moverOf } from '~/domain/credits/move-credit.server';
import { postEntry } from '~/domain/ledger/post-entries.server';
import { returnedEntry, takenEntry } from '~/domain/refunds/reversal-entry';
import type { Reversal } from '~/domain/refunds/spread-reversal';
import { lockTaken, reopenInvoices } from '~/domain/refunds/taken-invoices.server';
import { sql, type Prisma, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { sumMinor } from '~/lib/money';
import { invariant } from '~/lib/invariant';
import type { DisputeRow } from './dispute-row.server';

function takenBy(dispute: DisputeRow): Prisma.Sql {
  return sql`taken AS MATERIALIZED (
    SELECT a.vendor_id, a.invoice_id, a.amount_minor FROM dispute_allocations a
    WHERE a.vendor_id = ${dispute.vendorId}::uuid AND a.dispute_id = ${dispute.id}::uuid)`;
}

function movementOf(dispute: DisputeRow, now: Date) {
  return { ...dispute, id: newId(), sourceId: dispute.id, occurredAt: now, clearing: 'gateway_clearing' as const };
}

/** The bank took the money: the invoices it comes off are open again. Once, in the caller's transaction (I16). */
export async function withdrawFunds(
  tx: Tx,
  dispute: DisputeRow,
  { lots, ...reversal }: Reversal & { lots: readonly Lot[] },
  now: Date,
): Promise<void> {
  const { feeMinor, unappliedMinor, lossMinor, parts } = reversal;
  await tx.$executeRaw`
    UPDATE gateway_disputes SET withdrawn_at = ${now}::timestamptz, fee_minor = ${feeMinor}, unapplied_minor = ${unappliedMinor}, loss_minor = ${lossMinor}
    WHERE vendor_id = ${dispute.vendorId}::uuid AND id = ${dispute.id}::uuid`;
  if (parts.length > 0) {
    await tx.$executeRaw`
      INSERT INTO dispute_allocations (vendor_id, dispute_id, payment_id, invoice_id, customer_id, currency, amount_minor)
      SELECT ${dispute.vendorId}::uuid, ${dispute.id}::uuid, ${dispute.paymentId}::uuid, n.invoice_id, ${dispute.customerId}::uuid, ${dispute.currency}, n.amount_minor
      FROM unnest(
        ${parts.map((part) => part.invoiceId)}::uuid[],
        ${parts.map((part) => part.amountMinor.toString())}::bigint[]) AS n (invoice_id, amount_minor)`;
    await reopenInvoices(tx, takenBy(dispute));
  }
  if (unappliedMinor > 0n) {
    await holdCredit(tx, moverOf('dispute', dispute), { lots, amountMinor: unappliedMinor }, now);
    await moveCredit(tx, moverOf('dispute', dispute), 'gone', now);
  }
  const posted = await postEntry(
    tx,
    takenEntry('dispute_withdrawn', { ...movementOf(dispute, now), feeMinor, unappliedMinor, lossMinor }),
  );
  invariant(posted, `dispute ${dispute.id} is withdrawn once`);
}

/** The bank gave it back: to the invoices as far as nobody has paid them meanwhile, the rest is credit. Once. */
export async function reinstateFunds(tx: Tx, dispute: DisputeRow, now: Date): Promise<void> {
  await lockTaken(tx, takenBy(dispute));
  await tx.$executeRaw`
    UPDATE gateway_disputes SET reinstated_at = ${now}::timestamptz WHERE vendor_id = ${dispute.vendorId}::uuid AND id = ${dispute.id}::uuid`;
  const credited = await tx.$queryRaw<{ invoiceId: string; amountMinor: bigint }[]>`
    WITH ${takenBy(dispute)}, back AS (
      INSERT INTO dispute_returns (vendor_id, dispute_id, invoice_id, restored_minor, credited_minor)
      SELECT taken.vendor_id, ${dispute.id}::uuid, taken.invoice_id, room.takes, taken.amount_minor - room.takes
      FROM taken JOIN invoices i ON i.id = taken.invoice_id AND i.vendor_id = taken.vendor_id,
        LATERAL (SELECT CASE WHEN i.voided_at IS NULL THEN least(i.due_minor, taken.amount_minor) ELSE 0 END AS takes) room
      RETURNING vendor_id, invoice_id, restored_minor, credited_minor
    ), restored AS (
      UPDATE invoices i SET paid_minor = i.paid_minor + back.restored_minor
      FROM back WHERE i.id = back.invoice_id AND i.vendor_id = back.vendor_id
    )
    SELECT invoice_id AS "invoiceId", credited_minor AS "amountMinor" FROM back WHERE credited_minor > 0`;
  const { id, vendorId, customerId, currency, paymentId } = dispute;
  const of = {
    vendorId,
    customerId,
    currency,
    paymentId,
    source: 'dispute_reinstated' as const,
    sourceId: id,
    at: now,
  };
  await grantCredits(
    tx,
    credited.map((share) => ({ ...of, ...share })),
  );
  if (dispute.unappliedMinor > 0n) await moveCredit(tx, moverOf('dispute', dispute), 'back', now);
  const creditedMinor = sumMinor(credited.map((share) => share.amountMinor));
  const posted = await postEntry(
    tx,
    returnedEntry('dispute_reinstated', { ...movementOf(dispute, now), creditedMinor }),
  );
  invariant(posted, `dispute ${dispute.id} is reinstated once`);
}
