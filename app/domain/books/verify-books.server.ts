import { Prisma, sql, takeLonger, transaction } from '~/lib/db.server';
import { auditChecks } from './audit-checks.server';
import { batchChecks } from './batch-checks.server';
import type { Check, Finding, FoundRow, Source } from './check.server';
import { creditNoteDocumentChecks } from './credit-note-document-checks.server';
import { creditChecks } from './credit-checks.server';
import { disputeChecks } from './dispute-checks.server';
import { feeChecks } from './fee-checks.server';
import { invoiceChecks } from './invoice-checks.server';
import { ledgerChecks } from './ledger-checks.server';
import { paymentChecks } from './payment-checks.server';
import { paymentLinkChecks } from './payment-link-checks.server';
import { receiptChecks } from './receipt-checks.server';
import { creditNoteSignatures, receiptSignatures, refundDocumentSignatures } from './receipt-signatures.server';
import { refundDocumentChecks } from './refund-document-checks.server';
import { reversalChecks } from './reversal-checks.server';
import { scheduledChargeChecks } from './scheduled-charge-checks.server';
import { staffChecks } from './staff-checks.server';

const numberOf = (check: Check) => Number.parseInt(check.invariant.slice(1), 10);

export const checks: readonly Check[] = [
  ...paymentChecks,
  ...feeChecks,
  ...invoiceChecks,
  ...ledgerChecks,
  ...creditChecks,
  ...creditNoteDocumentChecks,
  creditNoteSignatures,
  ...disputeChecks,
  ...receiptChecks,
  receiptSignatures,
  ...reversalChecks,
  ...refundDocumentChecks,
  refundDocumentSignatures,
  ...scheduledChargeChecks,
  ...batchChecks,
  ...paymentLinkChecks,
  ...staffChecks,
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
/** So many statements run side by side; signatures are verified in this process meanwhile. */
const AT_ONCE = 3;

/**
 * Examines the live books against every rule and changes nothing. A statement sees one instant, and whatever
 * moves money is one transaction, so payments under way are no false alarm.
 */
export async function examineBooks({ now = new Date() }: { now?: Date } = {}): Promise<CheckedRule[]> {
  const found = new Map<Check, FoundRow[]>();
  const waiting = inGroups(checks);
  const work = async () => {
    for (let group = waiting.shift(); group; group = waiting.shift()) {
      const rows = await examine(group, now);
      group.forEach((check, at) => found.set(check, rows[at] ?? []));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return checks.map((check) => ruled(check, found.get(check) ?? []));
}

/** Every row that breaks a rule, warnings included; none when the books are in order. */
export async function verifyBooks(options: { now?: Date } = {}): Promise<Finding[]> {
  return (await examineBooks(options)).flatMap((rule) => rule.findings);
}

/** Rules that look at the same source go together; those that are no statement take longest and come first. */
function inGroups(all: readonly Check[]): Check[][] {
  const groups: Check[][] = [];
  const bySource = new Map<Source, Check[]>();
  for (const check of all) {
    const known = 'query' in check && check.from ? bySource.get(check.from) : undefined;
    if (known) {
      known.push(check);
      continue;
    }
    const group = [check];
    if ('query' in check && check.from) bySource.set(check.from, group);
    groups.push(group);
  }
  const rank = ([check]: Check[]) => (check && 'query' in check ? (check.from ? 1 : 2) : 0);
  return groups.sort((a, b) => rank(a) - rank(b));
}

function ruled(check: Check, rows: readonly FoundRow[]): CheckedRule {
  const { invariant, name, promise } = check;
  const severity: Finding['severity'] = check.severity ?? 'wrong';
  const findings = rows
    .slice(0, ROWS_LISTED)
    .map(({ vendor_id, ...row }) => ({ invariant, check: name, severity, vendorId: vendor_id, ...row }));
  return { invariant, name, promise, severity, findings, more: rows.length > ROWS_LISTED };
}

/** The rows that break each rule of a group, in its order. */
async function examine(group: readonly Check[], now: Date): Promise<FoundRow[][]> {
  const [first] = group;
  if (first && 'find' in first) return [await first.find()];
  const queries = group.flatMap((check, at) => ('query' in check ? [listed(check.query(now), at)] : []));
  const source = first?.from
    ? sql`WITH ${Prisma.raw(first.from.name)} AS MATERIALIZED (${first.from.query(now)})`
    : sql``;
  const rows = await run(sql`${source} ${Prisma.join(queries, ' UNION ALL ')}`);
  return group.map((_, at) => rows.filter(({ rule }) => rule === at).map(({ rule: _rule, ...row }) => row));
}

function listed(query: Prisma.Sql, at: number): Prisma.Sql {
  return sql`SELECT * FROM (SELECT ${at}::int AS rule, found.* FROM (${query}) found ORDER BY name, id LIMIT ${ROWS_LISTED + 1}::int) listed`;
}

function run(query: Prisma.Sql): Promise<(FoundRow & { rule: number })[]> {
  return transaction(async (tx) => {
    // A whole database takes longer than a page may; still below Prisma's own timer.
    await takeLonger(tx);
    // Each statement has a processor to itself, and memory for tables that are joined as a whole.
    await tx.$executeRaw`
      SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`;
    return tx.$queryRaw<(FoundRow & { rule: number })[]>(query);
  });
}
