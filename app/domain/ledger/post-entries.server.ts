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
 * Writes movements of money, in one statement. The unique (vendor, kind, source) makes it safe to repeat: what is there
 * is not written again; answers how many were. Lines of nought are left out; lines that do not add up to nought are a
 * bug here and refused by the database besides.
 */
export async function postEntries(tx: Tx, entries: readonly LedgerEntryDraft[]): Promise<number> {
  const lines = entries.flatMap(linesOf);
  const written = await tx.$queryRaw<object[]>`
    WITH entry AS (
      INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
      SELECT n.* FROM unnest(
        ${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ vendorId }) => vendorId)}::uuid[],
        ${entries.map(({ currency }) => currency)}::text[], ${entries.map(({ kind }) => kind)}::text[],
        ${entries.map(({ sourceId }) => sourceId)}::uuid[], ${entries.map(({ occurredAt }) => occurredAt.toISOString())}::timestamptz[]) AS n
      ON CONFLICT (vendor_id, kind, source_id) DO NOTHING
      RETURNING id, vendor_id, currency
    ), lines AS (
      INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
      SELECT e.vendor_id, e.id, l.position, e.currency, l.account, l.customer_id, l.amount_minor
      FROM entry e JOIN unnest(
        ${lines.map(({ entryId }) => entryId)}::uuid[], ${lines.map(({ position }) => position)}::int[],
        ${lines.map(({ account }) => account)}::text[], ${lines.map(({ customerId }) => customerId)}::uuid[],
        ${lines.map(({ amountMinor }) => amountMinor.toString())}::bigint[]
      ) AS l (entry_id, position, account, customer_id, amount_minor) ON l.entry_id = e.id
    )
    SELECT FROM entry`;
  return written.length;
}

/** The same for one movement; answers whether it was written. */
export async function postEntry(tx: Tx, entry: LedgerEntryDraft): Promise<boolean> {
  return (await postEntries(tx, [entry])) === 1;
}

function linesOf({ id, kind, sourceId, lines }: LedgerEntryDraft) {
  const moved = lines.filter(({ amountMinor }) => amountMinor !== 0n);
  invariant(sumMinor(moved.map(({ amountMinor }) => amountMinor)) === 0n, `the ${kind} entry of ${sourceId} balances`);
  return moved.map((line, at) => ({ ...line, entryId: id, position: at + 1 }));
}
