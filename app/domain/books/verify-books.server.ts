import { takeLonger, Prisma, transaction } from '~/lib/db.server';
import { auditChecks } from './audit-checks.server';
import { creditChecks } from './credit-checks.server';
import type { Check, Finding, FoundRow } from './check.server';
import { disputeChecks } from './dispute-checks.server';
import { invoiceChecks } from './invoice-checks.server';
import { ledgerChecks } from './ledger-checks.server';
import { paymentChecks } from './payment-checks.server';
import { receiptChecks } from './receipt-checks.server';
import { receiptSignatures, refundDocumentSignatures } from './receipt-signatures.server';
import { refundDocumentChecks } from './refund-document-checks.server';
import { reversalChecks } from './reversal-checks.server';
import { tenantChecks } from './tenant-checks.server';

const numberOf = (check: Check) => Number.parseInt(check.invariant.slice(1), 10);

export const checks: readonly Check[] = [
  ...paymentChecks,
  ...invoiceChecks,
  ...ledgerChecks,
  ...creditChecks,
  ...disputeChecks,
  ...receiptChecks,
  receiptSignatures,
  ...reversalChecks,
  ...refundDocumentChecks,
  refundDocumentSignatures,
  ...tenantChecks,
  ...auditChecks,
].sort((a, b) => numberOf(a) - numberOf(b));

export type CheckedRule = {
  invariant: string;
  name: string;
  promise: string;
  severity: Finding['severity'];
  findings: Finding[];
  /** There are more than are listed. */
  more: boolean;
};

const ROWS_LISTED = 1_000;

/**
 * Examines the live books against every rule and changes nothing. A statement sees one instant, and whatever
 * moves money is one transaction, so payments under way are no false alarm.
 */
export async function examineBooks({ now = new Date() }: { now?: Date } = {}): Promise<CheckedRule[]> {
  const rules: CheckedRule[] = [];
  for (const check of checks) rules.push(await examine(check, now));
  return rules;
}

/** Every row that breaks a rule, warnings included; none when the books are in order. */
export async function verifyBooks(options: { now?: Date } = {}): Promise<Finding[]> {
  return (await examineBooks(options)).flatMap((rule) => rule.findings);
}

async function examine(check: Check, now: Date): Promise<CheckedRule> {
  const { invariant, name, promise } = check;
  const severity: Finding['severity'] = check.severity ?? 'wrong';
  const rows = 'query' in check ? await run(check.query(now)) : await check.find();
  const findings = rows
    .slice(0, ROWS_LISTED)
    .map(({ vendor_id, ...row }) => ({ invariant, check: name, severity, vendorId: vendor_id, ...row }));
  return { invariant, name, promise, severity, findings, more: rows.length > ROWS_LISTED };
}

function run(query: Prisma.Sql): Promise<FoundRow[]> {
  return transaction(async (tx) => {
    // A whole database takes longer than a page may; still below Prisma's own timer.
    await takeLonger(tx);
    return tx.$queryRaw<FoundRow[]>(
      Prisma.sql`SELECT * FROM (${query}) found ORDER BY name, id LIMIT ${ROWS_LISTED + 1}::int`,
    );
  });
}
