import type { StaffActor } from '~/auth/actor';
import { deskSearch, parseDeskQuery } from '~/domain/vendor-invoices/desk-query';
import { db, transaction } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { LONGEST_NAME, MAX_VIEWS, type ViewRefusal } from './saved-view-words';

type Answer = Result<object, ViewRefusal>;

/** Keeps what the list at an address shows, but for the page, under a name. The same name again is refused, whoever presses the button how often. */
export async function saveView(
  { vendorId, staffId }: StaffActor,
  typed: { name: string; params: URLSearchParams },
  now: Date,
): Promise<Answer> {
  const name = readName(typed.name);
  if (name === '') return refuse({ kind: 'no-name' });
  const { query } = parseDeskQuery(typed.params);
  const search = deskSearch({ ...query, after: null, before: null });
  if ((await db.savedInvoiceView.count({ where: { vendorId, staffId } })) >= MAX_VIEWS)
    return refuse({ kind: 'too-many' });
  const saved = await db.$executeRaw`
    INSERT INTO saved_invoice_views (id, vendor_id, staff_id, name, search, created_at)
    VALUES (${newId()}::uuid, ${vendorId}::uuid, ${staffId}::uuid, ${name}, ${search}, ${now}) ON CONFLICT DO NOTHING`;
  return saved === 1 ? { ok: true } : refuse({ kind: 'name-taken', name });
}

export async function renameView(
  { vendorId, staffId }: StaffActor,
  typed: { id: string; name: string },
): Promise<Answer> {
  const name = readName(typed.name);
  if (!isId(typed.id)) return refuse({ kind: 'no-view' });
  if (name === '') return refuse({ kind: 'no-name' });
  const [found] = await db.$queryRaw<{ taken: boolean; renamed: boolean }[]>`
    WITH taken AS (
      SELECT v.id FROM saved_invoice_views v
      WHERE v.vendor_id = ${vendorId}::uuid AND v.staff_id = ${staffId}::uuid AND lower(v.name) = lower(${name}) AND v.id <> ${typed.id}::uuid
    ), renamed AS (
      UPDATE saved_invoice_views v SET name = ${name}
      WHERE v.vendor_id = ${vendorId}::uuid AND v.staff_id = ${staffId}::uuid AND v.id = ${typed.id}::uuid AND NOT EXISTS (SELECT FROM taken)
      RETURNING v.id
    ) SELECT EXISTS (SELECT FROM taken) AS taken, EXISTS (SELECT FROM renamed) AS renamed`;
  if (found?.renamed) return { ok: true };
  return refuse(found?.taken ? { kind: 'name-taken', name } : { kind: 'no-view' });
}

export async function deleteView({ vendorId, staffId }: StaffActor, { id }: { id: string }): Promise<Answer> {
  if (!isId(id)) return refuse({ kind: 'no-view' });
  const { count } = await db.savedInvoiceView.deleteMany({ where: { vendorId, staffId, id } });
  return count === 1 ? { ok: true } : refuse({ kind: 'no-view' });
}

/** Lets the list open with one of the views, or with none of them: there is one such at most. */
export async function openWithView(
  { vendorId, staffId }: StaffActor,
  { id }: { id: string | null },
  now: Date,
): Promise<Answer> {
  if (id !== null && !isId(id)) return refuse({ kind: 'no-view' });
  return transaction(async (tx): Promise<Answer> => {
    // Locked in one order, so that two presses follow each other.
    const views = await tx.$queryRaw<{ id: string }[]>`
      SELECT v.id FROM saved_invoice_views v WHERE v.vendor_id = ${vendorId}::uuid AND v.staff_id = ${staffId}::uuid ORDER BY v.id FOR UPDATE`;
    if (id !== null && !views.some((view) => view.id === id)) return refuse({ kind: 'no-view' });
    await tx.savedInvoiceView.updateMany({ where: { vendorId, staffId }, data: { defaultSince: null } });
    if (id !== null)
      await tx.savedInvoiceView.updateMany({ where: { vendorId, staffId, id }, data: { defaultSince: now } });
    return { ok: true };
  });
}

function readName(typed: string): string {
  return typed
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
}
