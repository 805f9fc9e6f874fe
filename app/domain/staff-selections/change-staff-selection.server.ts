import type { StaffActor } from '~/auth/actor';
import { MAX_INVOICES_PER_BATCH } from '~/domain/batch-payments/batch-payment';
import { notArchivableSql } from '~/domain/invoices/archivable.server';
import { readDeskScope } from '~/domain/vendor-invoices/desk-scope.server';
import { deskWhere } from '~/domain/vendor-invoices/desk-where.server';
import { db, sql } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import type { StaffScope } from './load-staff-selection.server';
import { MAX_SELECTED, type StaffSelectionChange } from './staff-selection';

type Zoned = { timeZone: string; now: Date };
export type SelectionRefusal = { kind: 'too-many' };

/**
 * Stores the page's ticks, then does what the pressed button asks. Safe to repeat; whatever is sent, only invoices of
 * the actor's vendor are selected. Refuses to select more than MAX_SELECTED in all, and then selects none of them.
 */
export async function changeStaffSelection(
  actor: StaffActor,
  { shown, ticked, then }: StaffSelectionChange,
  zoned: Zoned,
): Promise<Result<object, SelectionRefusal>> {
  const { now } = zoned;
  if (then.kind === 'clear') return clearSelection(actor, now);
  if (shown.length > 0) await keepTicks(actor, { shown, ticked: ticked.filter((id) => shown.includes(id)) }, now);
  if (then.kind === 'keep-first') return keepFirst(actor, now);
  if (then.kind === 'drop') return dropThose(actor, then.what, now);
  if (then.kind === 'add-matching') return selectMatching(actor, then.params, zoned);
  return { ok: true };
}

async function clearSelection({ vendorId, staffId }: StaffScope, now: Date) {
  await db.$executeRaw`
    UPDATE staff_selections SET invoice_ids = '{}', updated_at = ${now} WHERE vendor_id = ${vendorId}::uuid AND staff_id = ${staffId}::uuid`;
  return { ok: true as const };
}

/** Of the invoices that were shown, exactly the ticked ones are selected afterwards; the rest of the selection stays. */
async function keepTicks(
  { vendorId, staffId }: StaffScope,
  page: { shown: readonly string[]; ticked: readonly string[] },
  now: Date,
) {
  await db.$executeRaw`
    INSERT INTO staff_selections AS s (staff_id, vendor_id, invoice_ids, updated_at)
    VALUES (${staffId}::uuid, ${vendorId}::uuid, ARRAY(SELECT i.id FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ANY (${page.ticked}::uuid[])), ${now})
    ON CONFLICT (staff_id) DO UPDATE SET updated_at = excluded.updated_at,
      invoice_ids = excluded.invoice_ids || ARRAY(SELECT unnest(s.invoice_ids) EXCEPT SELECT unnest(${page.shown}::uuid[]))`;
}

/** Every invoice of the list at that address, however many: no ids cross the wire. */
async function selectMatching(
  actor: StaffActor,
  params: URLSearchParams,
  zoned: Zoned,
): Promise<Result<object, SelectionRefusal>> {
  const { scope } = await readDeskScope(actor, params, zoned);
  const { vendorId, staffId } = actor;
  const stored = await db.$executeRaw`
    WITH selected AS MATERIALIZED (
      SELECT ARRAY(
        SELECT unnest(s.invoice_ids) FROM staff_selections s WHERE s.vendor_id = ${vendorId}::uuid AND s.staff_id = ${staffId}::uuid
        UNION
        (SELECT i.id FROM invoices i WHERE ${deskWhere(scope)} LIMIT ${MAX_SELECTED + 1}) -- vendor_id is part of deskWhere
      ) AS ids
    )
    INSERT INTO staff_selections AS s (staff_id, vendor_id, invoice_ids, updated_at)
    SELECT ${staffId}::uuid, ${vendorId}::uuid, n.ids, ${zoned.now} FROM selected n WHERE cardinality(n.ids) <= ${MAX_SELECTED}
    ON CONFLICT (staff_id) DO UPDATE SET updated_at = excluded.updated_at, invoice_ids = excluded.invoice_ids`;
  return stored === 1 ? { ok: true } : refuse({ kind: 'too-many' });
}

/** Cuts the selection down to what one batch takes: those that can be charged, the first by due date. */
async function keepFirst({ vendorId, staffId }: StaffScope, now: Date) {
  await db.$executeRaw`
    UPDATE staff_selections s SET updated_at = ${now}, invoice_ids = ARRAY(
      SELECT i.id FROM unnest(s.invoice_ids) AS ticked (id) JOIN invoices i ON i.vendor_id = s.vendor_id AND i.id = ticked.id
      WHERE i.vendor_id = ${vendorId}::uuid AND i.desk_state = 'open' ORDER BY i.due_on, i.id LIMIT ${MAX_INVOICES_PER_BATCH})
    WHERE s.vendor_id = ${vendorId}::uuid AND s.staff_id = ${staffId}::uuid`;
  return { ok: true as const };
}

/** Unselects what stands in the way of an action. */
async function dropThose({ vendorId, staffId }: StaffScope, what: 'not-payable' | 'not-archivable', now: Date) {
  const inTheWay = what === 'not-payable' ? sql`i.desk_state <> 'open'` : notArchivableSql;
  await db.$executeRaw`
    UPDATE staff_selections s SET updated_at = ${now}, invoice_ids = ARRAY(
      SELECT i.id FROM unnest(s.invoice_ids) AS ticked (id) JOIN invoices i ON i.vendor_id = s.vendor_id AND i.id = ticked.id
      WHERE i.vendor_id = ${vendorId}::uuid AND NOT (${inTheWay}))
    WHERE s.vendor_id = ${vendorId}::uuid AND s.staff_id = ${staffId}::uuid`;
  return { ok: true as const };
}
