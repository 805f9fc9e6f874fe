import type { Tx } from '~/lib/db.server';

/**
 * Writes the movement of payments that settled outside the portal: Dr outside_clearing amount, Cr receivable
 * Σ allocations, Cr fees, Cr customer_credit what is left. One statement for any number of payments, read from
 * the payments and their allocations. Safe to repeat; only settled payments of that channel are written.
 */
export async function postOutsidePaymentEntries(
  tx: Tx,
  posting: { vendorId: string; entries: readonly { id: string; paymentId: string }[] },
): Promise<number> {
  const [written] = await tx.$queryRaw<[{ count: number }]>`
    WITH named AS MATERIALIZED (
      SELECT n.*, ${posting.vendorId}::uuid AS vendor_id FROM unnest(
        ${posting.entries.map((entry) => entry.id)}::uuid[],
        ${posting.entries.map((entry) => entry.paymentId)}::uuid[]
      ) AS n (entry_id, payment_id)
    ), source AS (
      SELECT named.entry_id, p.* FROM named
      JOIN payments p ON p.vendor_id = named.vendor_id AND p.id = named.payment_id
        AND p.state = 'succeeded' AND p.channel = 'outside'
    ), entry AS (
      INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
      SELECT entry_id, vendor_id, currency, 'payment_settled', id, settled_at FROM source
      ON CONFLICT (vendor_id, kind, source_id) DO NOTHING
      RETURNING id
    ), lines AS (
      INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
      SELECT s.vendor_id, e.id, l.position, s.currency, l.account, s.customer_id, l.amount_minor
      FROM entry e JOIN source s ON s.entry_id = e.id,
        LATERAL (VALUES (1, 'outside_clearing', s.amount_minor),
          (2, 'receivable', s.fee_minor + s.unapplied_minor - s.amount_minor),
          (3, 'fees', -s.fee_minor), (4, 'customer_credit', -s.unapplied_minor)) AS l (position, account, amount_minor)
      WHERE l.amount_minor <> 0
    )
    SELECT count(*)::int AS count FROM entry`;
  return written.count;
}
