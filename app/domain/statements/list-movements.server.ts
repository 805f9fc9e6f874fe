import { isId } from '~/lib/ids';
import { sql, type Tx } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { beginningOf, endOf, movementsOf, type BooksScope } from './books-of.server';
import { movementWords, type MovementSource } from './movement-words';
import type { Movement } from './statement';
import type { Period } from './statement-query';

/** Where a page ends: the last entry's instant in microseconds, as the database keeps it, and its id. */
export type MovementCursor = { micros: string; id: string };

export function readMovementCursor(text: string | null): MovementCursor | null {
  const [, micros, id] = /^(-?\d{1,18})~(.{36})$/.exec(text ?? '') ?? [];
  return micros !== undefined && isId(id) ? { micros, id } : null;
}

type Row = MovementSource & { id: string; on: string; amountMinor: bigint; micros: string };
export type MovementPage = { movements: Movement[]; broughtForwardMinor: bigint; next: string | null };

/**
 * A page of the period's movements, by date, each with the balance after it. `openingMinor` is the balance before
 * the period; what lies between the period's beginning and the page is summed in the same statement that reads it.
 * `language` is that of the words, English unless said.
 */
export async function listMovements(
  tx: Pick<Tx, '$queryRaw'>,
  scope: BooksScope,
  page: Period & { openingMinor: bigint; after: MovementCursor | null; rows: number; language?: Language },
): Promise<MovementPage> {
  const { after } = page;
  const at =
    after && sql`('epoch'::timestamptz + ${after.micros}::bigint * interval '1 microsecond', ${after.id}::uuid)`;
  const inside = sql`e.occurred_at >= ${beginningOf(page, scope)} AND e.occurred_at < ${endOf(page, scope)}`;
  const found = await tx.$queryRaw<(Row & { beforeMinor: bigint })[]>`
    WITH m AS MATERIALIZED (${movementsOf(scope, inside)}),
    page AS MATERIALIZED (SELECT m.* FROM m WHERE ${at ? sql`(m.occurred_at, m.id) > ${at}` : sql`true`} ORDER BY m.occurred_at, m.id LIMIT ${page.rows + 1}::int)
    SELECT p.id, p.kind, (p.occurred_at AT TIME ZONE ${scope.timeZone})::date::text AS on, p.amount AS "amountMinor",
      (extract(epoch FROM p.occurred_at) * 1000000)::bigint::text AS micros,
      ${at ? sql`(SELECT coalesce(sum(m.amount), 0)::bigint FROM m WHERE (m.occurred_at, m.id) <= ${at})` : sql`0::bigint`} AS "beforeMinor",
      i.id AS "invoiceId", i.number AS "invoiceNumber", i.summary AS "invoiceSummary", i.due_on::text AS "dueOn", i.void_reason AS "voidReason",
      i.archived_at IS NOT NULL AS archived, pay.id AS "paymentId", pay.channel, pay.method_brand AS "methodBrand", pay.method_last4 AS "methodLast4",
      r.number AS "receiptNumber", note.number AS "noteNumber", note.reason AS "noteReason", paper.id AS "noteDocumentId",
      (SELECT sum(m.amount_minor)::bigint FROM credit_moves m WHERE m.vendor_id = ${scope.vendorId}::uuid AND m.payment_id = p.source_id AND m.kind = 'used') AS "creditMinor",
      (SELECT coalesce(-sum(l.amount_minor), 0)::bigint FROM ledger_lines l WHERE l.vendor_id = ${scope.vendorId}::uuid AND l.entry_id = p.id AND l.account = 'fees') AS "feeMinor"
    FROM page p
    LEFT JOIN credit_notes note ON note.id = p.source_id AND note.vendor_id = ${scope.vendorId}::uuid
    LEFT JOIN credit_note_documents paper ON paper.id = note.id AND paper.vendor_id = note.vendor_id AND paper.customer_id = ${scope.customerId}::uuid
    LEFT JOIN invoices i ON i.id = coalesce(note.invoice_id, p.source_id) AND i.vendor_id = ${scope.vendorId}::uuid AND i.customer_id = ${scope.customerId}::uuid
    LEFT JOIN refunds back ON back.id = p.source_id AND back.vendor_id = ${scope.vendorId}::uuid
    LEFT JOIN gateway_disputes claim ON claim.id = p.source_id AND claim.vendor_id = ${scope.vendorId}::uuid
    LEFT JOIN payments pay ON pay.id = coalesce(back.payment_id, claim.payment_id, p.source_id) AND pay.vendor_id = ${scope.vendorId}::uuid AND pay.customer_id = ${scope.customerId}::uuid
    LEFT JOIN receipts r ON r.payment_id = pay.id AND r.vendor_id = pay.vendor_id AND p.kind = 'payment_settled'
    ORDER BY p.occurred_at, p.id`;
  const shown = found.slice(0, page.rows);
  const last = shown.at(-1);
  const broughtForwardMinor = page.openingMinor + (found[0]?.beforeMinor ?? 0n);
  return {
    movements: withBalances(shown, broughtForwardMinor, scope.currency, page.language),
    broughtForwardMinor,
    next: found.length > page.rows && last ? `${last.micros}~${last.id}` : null,
  };
}

function withBalances(rows: readonly Row[], startMinor: bigint, currency: Currency, language?: Language): Movement[] {
  let balanceMinor = startMinor;
  return rows.map((row) => {
    balanceMinor += row.amountMinor;
    const { id, on, amountMinor } = row;
    return { id, on, amountMinor, balanceMinor, ...movementWords(row, currency, language) };
  });
}
