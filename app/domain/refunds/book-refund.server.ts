import { grantCredits } from '~/domain/credits/grant-credit.server';
import { moveCredit, moverOf } from '~/domain/credits/move-credit.server';
import { postEntry } from '~/domain/ledger/post-entries.server';
import { sql, type Prisma, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { sumMinor } from '~/lib/money';
import { invariant } from '~/lib/invariant';
import type { RefundRow } from './refund-row.server';
import { returnedEntry, takenEntry } from './reversal-entry';
import { lockTaken, reopenInvoices } from './taken-invoices.server';

function takenBy(refund: RefundRow): Prisma.Sql {
  return sql`taken AS MATERIALIZED (
    SELECT a.vendor_id, a.invoice_id, a.amount_minor FROM refund_allocations a
    WHERE a.vendor_id = ${refund.vendorId}::uuid AND a.refund_id = ${refund.id}::uuid)`;
}

function movementOf(refund: RefundRow, now: Date) {
  return {
    ...refund,
    id: newId(),
    sourceId: refund.id,
    occurredAt: now,
    clearing: refund.channel === 'outside' ? ('outside_clearing' as const) : ('gateway_clearing' as const),
  };
}

/** The gateway has the refund: its invoices are open again, and the books say so. Once, in the caller's transaction. */
export async function bookRefund(tx: Tx, refund: RefundRow, now: Date): Promise<void> {
  await reopenInvoices(tx, takenBy(refund));
  if (refund.unappliedMinor > 0n) await moveCredit(tx, moverOf('refund', refund), 'gone', now);
  const posted = await postEntry(tx, takenEntry('refund_issued', movementOf(refund, now)));
  invariant(posted, `refund ${refund.id} is booked once`);
}

/** It was never made: the credit it was to give back is free again. Nothing else had moved. */
export async function freeRefund(tx: Tx, refund: RefundRow, now: Date): Promise<void> {
  if (refund.unappliedMinor > 0n) await moveCredit(tx, moverOf('refund', refund), 'freed', now);
}

/**
 * A booked refund did not arrive: its money is back with us. The invoices count as paid again, as far as nobody has
 * paid them meanwhile; what they cannot take is the customer's credit (I14), and a voided invoice takes nothing.
 * Once, in the caller's transaction, after the refund's row says that it failed.
 */
export async function restoreRefund(tx: Tx, refund: RefundRow, now: Date): Promise<void> {
  await lockTaken(tx, takenBy(refund));
  const credited = await tx.$queryRaw<{ invoiceId: string; amountMinor: bigint }[]>`
    WITH ${takenBy(refund)}, back AS (
      INSERT INTO refund_returns (vendor_id, refund_id, invoice_id, restored_minor, credited_minor)
      SELECT taken.vendor_id, ${refund.id}::uuid, taken.invoice_id, room.takes, taken.amount_minor - room.takes
      FROM taken JOIN invoices i ON i.id = taken.invoice_id AND i.vendor_id = taken.vendor_id,
        LATERAL (SELECT CASE WHEN i.voided_at IS NULL THEN least(i.due_minor, taken.amount_minor) ELSE 0 END AS takes) room
      RETURNING vendor_id, invoice_id, restored_minor, credited_minor
    ), restored AS (
      UPDATE invoices i SET paid_minor = i.paid_minor + back.restored_minor
      FROM back WHERE i.id = back.invoice_id AND i.vendor_id = back.vendor_id
    )
    SELECT invoice_id AS "invoiceId", credited_minor AS "amountMinor" FROM back WHERE credited_minor > 0`;
  const { id, vendorId, customerId, currency, paymentId } = refund;
  const of = { vendorId, customerId, currency, paymentId, source: 'refund_returned' as const, sourceId: id, at: now };
  await grantCredits(
    tx,
    credited.map((share) => ({ ...of, ...share })),
  );
  if (refund.unappliedMinor > 0n) await moveCredit(tx, moverOf('refund', refund), 'back', now);
  const creditedMinor = sumMinor(credited.map((share) => share.amountMinor));
  const posted = await postEntry(tx, returnedEntry('refund_failed', { ...movementOf(refund, now), creditedMinor }));
  invariant(posted, `refund ${refund.id} comes back once`);
}
