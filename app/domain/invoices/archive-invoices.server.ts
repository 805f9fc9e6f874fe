import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction, sql, type Tx } from '~/lib/db.server';
import { addJobs } from '~/lib/queue.server';
import { refuse, type Result } from '~/lib/result';
import { notArchivableSql } from './archivable.server';

export type ArchiveRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-invoice' }
  /** A payment holds some of them, or their customers dispute them; the numbers of the first few. */
  | { kind: 'held'; count: number; numbers: string[] };

type Asked = { invoiceIds: readonly string[]; cause: string };
type Row = { id: string; number: string; away: boolean; held: boolean };

const NAMED = 3;

/**
 * Puts invoices away: their customers see them no more, and no link, charge or batch takes their money; charges agreed
 * beforehand are looked at at once and let go of them. All of them or none: one that is in payment or disputed refuses
 * the rest. Those that are away already stay so. Safe to repeat; a constant number of statements.
 */
export async function archiveInvoices(
  actor: StaffActor,
  { invoiceIds, cause }: Asked,
  now: Date,
): Promise<Result<{ count: number }, ArchiveRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const found = await lockThem(tx, vendorId, invoiceIds);
    if (found.length === 0) return refuse({ kind: 'no-invoice' });
    const held = found.filter((invoice) => invoice.held);
    if (held.length > 0) {
      const numbers = held.map(({ number }) => number).sort();
      return refuse({ kind: 'held', count: held.length, numbers: numbers.slice(0, NAMED) });
    }
    const ids = found.filter(({ away }) => !away).map(({ id }) => id);
    await tx.$executeRaw`
      UPDATE invoices SET archived_at = greatest(${now}::timestamptz, issued_at) WHERE vendor_id = ${vendorId}::uuid AND id = ANY (${ids}::uuid[])`;
    await tx.$executeRaw(
      addJobs(
        'advance-charge',
        sql`(SELECT DISTINCT l.charge_id FROM scheduled_charge_invoices l
          WHERE l.vendor_id = ${vendorId}::uuid AND l.invoice_id = ANY (${ids}::uuid[]) AND l.ended_at IS NULL) c`,
        sql`json_build_object('chargeId', c.charge_id)`,
      ),
    );
    const note = { vendorId, actor, cause, action: 'invoice.archived', subject: 'invoice' };
    await record(tx, ...ids.map((subjectId) => ({ ...note, subjectId })));
    return { ok: true as const, count: ids.length };
  });
}

/** Brings invoices back as they were put away: whoever could see and pay them can again. Safe to repeat. */
export async function unarchiveInvoices(
  actor: StaffActor,
  { invoiceIds, cause }: Asked,
): Promise<Result<{ count: number }, ArchiveRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const found = await lockThem(tx, vendorId, invoiceIds);
    if (found.length === 0) return refuse({ kind: 'no-invoice' });
    const ids = found.filter(({ away }) => away).map(({ id }) => id);
    await tx.$executeRaw`
      UPDATE invoices SET archived_at = NULL WHERE vendor_id = ${vendorId}::uuid AND id = ANY (${ids}::uuid[])`;
    const note = { vendorId, actor, cause, action: 'invoice.unarchived', subject: 'invoice' };
    await record(tx, ...ids.map((subjectId) => ({ ...note, subjectId })));
    return { ok: true as const, count: ids.length };
  });
}

function lockThem(tx: Tx, vendorId: string, ids: readonly string[]): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT i.id, i.number, i.archived_at IS NOT NULL AS away, ${notArchivableSql} AS held
    FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ANY (${ids}::uuid[]) ORDER BY i.id FOR NO KEY UPDATE`;
}
