import { sql, type Prisma, type Tx } from '~/lib/db.server';

type InvoicePosting = { vendorId: string; entries: readonly { id: string; invoiceId: string }[] };

/** SQL: the entries to write, which the planner must read first (payments/lock-payment.server.ts tells why). */
function named(posting: InvoicePosting): Prisma.Sql {
  return sql`named AS MATERIALIZED (
    SELECT n.*, ${posting.vendorId}::uuid AS vendor_id FROM unnest(
      ${posting.entries.map((entry) => entry.id)}::uuid[],
      ${posting.entries.map((entry) => entry.invoiceId)}::uuid[]) AS n (entry_id, invoice_id))`;
}

/**
 * Writes the movement of each issued invoice: Dr receivable total, Cr revenue net, Cr tax. One statement for
 * any number of invoices, with the figures read from the invoices themselves. An invoice that has its entry,
 * or is no issued invoice of the vendor, is passed over; answers how many entries were written.
 */
export async function postInvoiceIssuedEntries(tx: Tx, posting: InvoicePosting): Promise<number> {
  const [written] = await tx.$queryRaw<[{ count: number }]>`
    WITH ${named(posting)}, source AS (
      SELECT named.entry_id, i.* FROM named
      JOIN invoices i ON i.vendor_id = named.vendor_id AND i.id = named.invoice_id AND i.issued_at IS NOT NULL
    ), entry AS (
      INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
      SELECT entry_id, vendor_id, currency, 'invoice_issued', id, issued_at FROM source
      ON CONFLICT (vendor_id, kind, source_id) DO NOTHING
      RETURNING id
    ), lines AS (
      INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
      SELECT s.vendor_id, e.id, l.position, s.currency, l.account, s.customer_id, l.amount_minor
      FROM entry e JOIN source s ON s.entry_id = e.id,
        LATERAL (VALUES (1, 'receivable', s.total_minor), (2, 'revenue', s.tax_minor - s.total_minor), (3, 'tax', -s.tax_minor))
          AS l (position, account, amount_minor)
      WHERE l.amount_minor <> 0
    )
    SELECT count(*)::int AS count FROM entry`;
  return written.count;
}

/**
 * Takes voided invoices back out of the books: the mirror of what issuing wrote. Safe to repeat in the same
 * way; an invoice that never was issued has nothing to take back.
 */
export async function postInvoiceVoidedEntries(tx: Tx, posting: InvoicePosting): Promise<number> {
  const [written] = await tx.$queryRaw<[{ count: number }]>`
    WITH ${named(posting)}, source AS (
      SELECT named.entry_id, i.vendor_id, i.id, i.currency, i.voided_at, issued.id AS issued_entry_id FROM named
      JOIN invoices i ON i.vendor_id = named.vendor_id AND i.id = named.invoice_id AND i.voided_at IS NOT NULL
      JOIN ledger_entries issued ON issued.vendor_id = i.vendor_id AND issued.kind = 'invoice_issued' AND issued.source_id = i.id
    ), entry AS (
      INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
      SELECT entry_id, vendor_id, currency, 'invoice_voided', id, voided_at FROM source
      ON CONFLICT (vendor_id, kind, source_id) DO NOTHING
      RETURNING id
    ), lines AS (
      INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
      SELECT l.vendor_id, e.id, l.position, l.currency, l.account, l.customer_id, -l.amount_minor
      FROM entry e JOIN source s ON s.entry_id = e.id JOIN ledger_lines l ON l.entry_id = s.issued_entry_id
    )
    SELECT count(*)::int AS count FROM entry`;
  return written.count;
}
