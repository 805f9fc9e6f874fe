import { sql, type Prisma, type Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import type { PaymentRow } from './payment-row.server';
import type { PaymentState } from './payment-state';

type LockedPayment = { state: PaymentState; failureCode: string | null; gatewayIntentId: string | null };

/**
 * Locks the rows of payments of one vendor, in id order, and says where each stands now, in the order asked; whoever comes
 * second sees what the first has done. Payments and invoices are locked as an update locks them, FOR NO KEY UPDATE: with
 * FOR UPDATE a foreign key that names one would wait as well, and PostgreSQL checks those of a row again when the same
 * transaction changes it twice. A payment by credit does that to a lot, holding its invoices, so it waited for the payment
 * that the lot came from, which waited for them.
 */
export async function lockPayments(tx: Tx, payments: readonly PaymentRow[]): Promise<LockedPayment[]> {
  const { vendorId, ids } = named(payments);
  const rows = await tx.$queryRaw<(LockedPayment & { id: string })[]>`
    SELECT id, state, failure_code AS "failureCode", gateway_intent_id AS "gatewayIntentId" FROM payments
    WHERE vendor_id = ${vendorId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const locked = new Map(rows.map((row) => [row.id, row]));
  return payments.map(({ id }) => {
    const row = locked.get(id);
    invariant(row, `payment ${id} exists`);
    return row;
  });
}

export async function lockPayment(tx: Tx, payment: PaymentRow): Promise<LockedPayment> {
  return (await lockPayments(tx, [payment]))[0]!;
}

type Named = Pick<PaymentRow, 'id' | 'vendorId'>;

function named(payments: readonly Named[]): { vendorId: string; ids: string[] } {
  const [first] = payments;
  invariant(first && payments.every(({ vendorId }) => vendorId === first.vendorId), 'payments of one vendor are named');
  return { vendorId: first.vendorId, ids: payments.map(({ id }) => id) };
}

/**
 * SQL: `held`, the payments' allocations, as a CTE that the planner must read first; invoices are then joined on
 * its columns. With the vendor as a constant instead, and statistics that do not know the vendor yet, PostgreSQL
 * believes it has one invoice and walks over all of them for every allocation (1,000 invoices: 500 ms, not 15).
 */
export function heldBy(...payments: readonly Named[]): Prisma.Sql {
  const { vendorId, ids } = named(payments);
  return sql`held AS MATERIALIZED (
    SELECT a.vendor_id, a.payment_id, a.invoice_id, a.amount_minor, a.credit_minor FROM allocations a
    WHERE a.vendor_id = ${vendorId}::uuid AND a.payment_id = ANY(${ids}::uuid[]))`;
}

/** Locks the payments' invoices in id order, the one order everybody uses, so that no two can deadlock. */
export async function lockAllocatedInvoices(tx: Tx, ...payments: readonly Named[]): Promise<void> {
  await tx.$executeRaw`
    WITH ${heldBy(...payments)}
    SELECT FROM held JOIN invoices i ON i.id = held.invoice_id AND i.vendor_id = held.vendor_id
    ORDER BY i.id FOR NO KEY UPDATE OF i`;
}
