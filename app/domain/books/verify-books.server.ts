import { Prisma, transaction } from '~/lib/db.server';
import { auditChecks } from './audit-checks.server';
import type { Check, Finding } from './check.server';
import { invoiceChecks } from './invoice-checks.server';
import { ledgerChecks } from './ledger-checks.server';
import { paymentChecks } from './payment-checks.server';
import { receiptChecks } from './receipt-checks.server';
import { tenantChecks } from './tenant-checks.server';

export const checks: readonly Check[] = [
  ...paymentChecks, ...invoiceChecks, ...ledgerChecks, ...receiptChecks, ...tenantChecks, ...auditChecks,
];

export type CheckedRule = Omit<Check, 'query'> & { findings: Finding[]; /** More than are listed. */ more: boolean };

const ROWS_LISTED = 1_000;

type Row = { vendor_id: string | null; subject: string; id: string; name: string; what: string };

/**
 * Examines the live books against every rule, one set-based statement each, and changes nothing. A statement
 * sees one instant, and whatever moves money is one transaction, so payments under way are no false alarm.
 */
export async function examineBooks({ now = new Date() }: { now?: Date } = {}): Promise<CheckedRule[]> {
  const results: CheckedRule[] = [];
  for (const check of checks) results.push(await examine(check, now));
  return results;
}

/** Every row that breaks a rule, warnings included; none when the books are in order. */
export async function verifyBooks(options: { now?: Date } = {}): Promise<Finding[]> {
  return (await examineBooks(options)).flatMap((rule) => rule.findings);
}

async function examine({ query, ...check }: Check, now: Date): Promise<CheckedRule> {
  const rows = await transaction(async (tx) => {
    // A whole database takes longer than a page may; still below Prisma's own timer.
    await tx.$executeRaw`SELECT set_config('statement_timeout', '100s', true), set_config('transaction_timeout', '110s', true)`;
    return tx.$queryRaw<Row[]>(Prisma.sql`SELECT * FROM (${query(now)}) found ORDER BY name, id LIMIT ${ROWS_LISTED + 1}::int`);
  });
  const severity: Finding['severity'] = check.severity ?? 'wrong';
  const findings = rows.slice(0, ROWS_LISTED).map((row) => ({
    invariant: check.invariant, check: check.name, severity, vendorId: row.vendor_id, subject: row.subject, id: row.id, name: row.name, what: row.what,
  }));
  return { ...check, findings, more: rows.length > ROWS_LISTED };
}
