import type { Prisma, Tx } from '~/lib/db.server';

/**
 * The two movements of invoices when money goes back and returns, for refunds and disputes alike. `taken` is a CTE
 * with the columns vendor_id, invoice_id and amount_minor; it is read first for the reason that heldBy gives.
 */
export async function reopenInvoices(tx: Tx, taken: Prisma.Sql): Promise<void> {
  await lockTaken(tx, taken);
  await tx.$executeRaw`
    WITH ${taken}
    UPDATE invoices i SET paid_minor = i.paid_minor - taken.amount_minor
    FROM taken WHERE i.id = taken.invoice_id AND i.vendor_id = taken.vendor_id`;
}

/** Locks the invoices in id order, the one order everybody uses, so that no two can deadlock. */
export async function lockTaken(tx: Tx, taken: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    WITH ${taken}
    SELECT FROM taken JOIN invoices i ON i.id = taken.invoice_id AND i.vendor_id = taken.vendor_id
    ORDER BY i.id FOR NO KEY UPDATE OF i`;
}
