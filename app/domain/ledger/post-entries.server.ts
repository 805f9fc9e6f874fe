import type { Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { sumMinor, type Currency } from '~/lib/money';

export type LedgerAccount =
  'receivable' | 'revenue' | 'tax' | 'gateway_clearing' | 'outside_clearing' | 'fees' | 'customer_credit' | 'losses';

/** One side of a movement: debits positive, credits negative. */
export type LedgerLineDraft = { account: LedgerAccount; customerId: string; amountMinor: bigint };

export type LedgerEntryDraft = {
  id: string;
  vendorId: string;
  currency: Currency;
  kind:
    | 'invoice_issued'
    | 'invoice_voided'
    | 'payment_settled'
    | 'refund_issued'
    | 'refund_failed'
    | 'dispute_withdrawn'
    | 'dispute_reinstated'
    | 'credit_note_issued'
    | 'credit_paid_out';
  /** The invoice, payment, refund, dispute, credit note or payout it tells of. */
  sourceId: string;
  occurredAt: Date;
  lines: readonly LedgerLineDraft[];
};

/**
 * Writes one movement of money, in one statement. The unique (vendor, kind, source) makes it safe to repeat:
 * a second call writes nothing and answers false. Lines of nought are left out; lines that do not add up to
 * nought are a bug here and refused by the database besides.
 */
export async function postEntry(tx: Tx, entry: LedgerEntryDraft): Promise<boolean> {
  const lines = entry.lines.filter((line) => line.amountMinor !== 0n);
  invariant(
    sumMinor(lines.map((line) => line.amountMinor)) === 0n,
    `the ${entry.kind} entry of ${entry.sourceId} balances`,
  );
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH entry AS (
      INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
      VALUES (${entry.id}::uuid, ${entry.vendorId}::uuid, ${entry.currency}, ${entry.kind}, ${entry.sourceId}::uuid, ${entry.occurredAt}::timestamptz)
      ON CONFLICT (vendor_id, kind, source_id) DO NOTHING
      RETURNING id, vendor_id, currency
    ), lines AS (
      INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
      SELECT e.vendor_id, e.id, l.position, e.currency, l.account, l.customer_id, l.amount_minor
      FROM entry e, unnest(
        ${lines.map((line) => line.account)}::text[],
        ${lines.map((line) => line.customerId)}::uuid[],
        ${lines.map((line) => line.amountMinor.toString())}::bigint[]
      ) WITH ORDINALITY AS l (account, customer_id, amount_minor, position)
    )
    SELECT id FROM entry`;
  return rows.length === 1;
}
