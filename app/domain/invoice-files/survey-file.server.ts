import { createHash, type Hash } from 'node:crypto';
import { refuse, type Result } from '~/lib/result';
import type { ReadingPlan } from './check-row';
import { findDelimiter, mapColumns, type DeclaredMapping, type MappingProblem } from './column-mapping';
import { needsOrder, provesOrder, type DateOrder } from './read-date';
import { readHeaderLine, readRecords, UnreadableFile, type FileRecord } from './read-records.server';

export const MAX_FILE_ROWS = 50_000;

export type Survey = { sha256: Buffer; delimiter: string; rows: number; plan: ReadingPlan };

/**
 * The first reading of a file: its fingerprint, its columns, and what all its dates together prove about their
 * order. What they leave open is refused here, with the words to declare it; nothing is guessed.
 */
export async function surveyFile(
  path: string,
  mapping: DeclaredMapping,
): Promise<Result<{ survey: Survey }, MappingProblem>> {
  try {
    return await survey(path, mapping);
  } catch (error) {
    if (error instanceof UnreadableFile)
      return refuse({ problem: error.message, remedy: 'give a CSV file in UTF-8 with a header line' });
    throw error;
  }
}

async function survey(path: string, mapping: DeclaredMapping): Promise<Result<{ survey: Survey }, MappingProblem>> {
  const delimiter = findDelimiter(await readHeaderLine(path));
  if (!delimiter)
    return refuse({ problem: 'the first line has no columns', remedy: 'separate them by comma, semicolon or tab' });
  const hash = createHash('sha256');
  const records = readRecords(path, delimiter, (bytes) => hash.update(bytes));
  try {
    return await surveyRecords(records, mapping, { delimiter, hash });
  } finally {
    await records.return(undefined);
  }
}

async function surveyRecords(
  records: AsyncGenerator<FileRecord>,
  mapping: DeclaredMapping,
  { delimiter, hash }: { delimiter: string; hash: Hash },
): Promise<Result<{ survey: Survey }, MappingProblem>> {
  const first = await records.next();
  const header = first.done || 'unreadable' in first.value ? [] : first.value.cells.map((name) => name.trim());
  const mapped = mapColumns(header, mapping.columns);
  if (!mapped.ok) return mapped;

  const dateColumns = [mapped.columns.issuedOn, mapped.columns.dueOn, mapped.columns.settledOn].filter(
    (at) => at !== undefined,
  );
  const evidence = await gatherEvidence(records, dateColumns);
  if (evidence.rows > MAX_FILE_ROWS) {
    return refuse({
      problem: `the file has ${evidence.rows.toLocaleString('en-US')} rows`,
      remedy: `split it: at most ${MAX_FILE_ROWS.toLocaleString('en-US')} at a time`,
    });
  }
  const order = mapping.dateOrder ? { ok: true as const, dateOrder: mapping.dateOrder } : decideOrder(evidence);
  if (!order.ok) return order;
  const { decimal, defaultCurrency } = mapping;
  const plan = { header, columns: mapped.columns, dateOrder: order.dateOrder, decimal, defaultCurrency };
  return { ok: true, survey: { sha256: hash.digest(), delimiter, rows: evidence.rows, plan } };
}

type Sighting = { line: number; value: string };
type Evidence = { rows: number; open: Sighting | null } & Record<DateOrder, Sighting | null>;

async function gatherEvidence(records: AsyncGenerator<FileRecord>, dateColumns: readonly number[]): Promise<Evidence> {
  const evidence: Evidence = { rows: 0, open: null, 'day-first': null, 'month-first': null };
  for await (const record of records) {
    evidence.rows += 1;
    if ('unreadable' in record) continue;
    for (const column of dateColumns) {
      const value = record.cells[column] ?? '';
      const proof = provesOrder(value);
      if (proof) evidence[proof] ??= { line: record.line, value };
      else if (needsOrder(value)) evidence.open ??= { line: record.line, value };
    }
  }
  return evidence;
}

function decideOrder(evidence: Evidence): Result<{ dateOrder: DateOrder | null }, MappingProblem> {
  const { open, 'day-first': dayFirst, 'month-first': monthFirst } = evidence;
  const remedy = 'say which it is: --mapping dateFormat=M/D/YYYY or dateFormat=D/M/YYYY';
  if (dayFirst && monthFirst) {
    const lines = `${dayFirst.value} on line ${dayFirst.line} begins with the day, ${monthFirst.value} on line ${monthFirst.line} with the month`;
    return refuse({ problem: `the dates disagree: ${lines}`, remedy });
  }
  if (open && !dayFirst && !monthFirst) {
    return refuse({
      problem: `${open.value} on line ${open.line} can be two dates, and no other date in the file tells which`,
      remedy,
    });
  }
  return { ok: true, dateOrder: dayFirst ? 'day-first' : monthFirst ? 'month-first' : null };
}
