import { UnreadableFile } from '~/domain/invoice-files/read-records.server';
import { refuse, type Result } from '~/lib/result';
import { checkCustomerRow, clashWith, type GoodRow, type RowProblem } from './check-customer-row';
import { readHeader, type HeaderProblem } from './customer-columns';
import { readTable } from './read-table.server';

export const MOST_FILE_BYTES = 10 * 1024 * 1024;
export const MOST_FILE_ROWS = 50_000;
const PROBLEMS_KEPT = 1_000;

export type ReadFile = {
  rows: number;
  good: GoodRow[];
  refused: number;
  /** The first thousand. */
  problems: RowProblem[];
  unread: string[];
};

/** Reads a file of customers and checks every row of it; nothing is kept. Refuses a file that cannot be read as one at all. */
export async function readCustomerFile(bytes: Buffer): Promise<Result<{ file: ReadFile }, HeaderProblem>> {
  if (bytes.length > MOST_FILE_BYTES) return refuse({ problem: 'the file is larger than 10 MB', remedy: 'split it' });
  if (bytes.length < 2) return refuse({ problem: 'the file is empty', remedy: 'choose another' });
  try {
    const [first, ...records] = await readTable(bytes);
    if (records.length > MOST_FILE_ROWS) {
      const count = records.length.toLocaleString('en-US');
      const most = MOST_FILE_ROWS.toLocaleString('en-US');
      return refuse({ problem: `the file has ${count} rows`, remedy: `split it: at most ${most} at a time` });
    }
    const header = readHeader(!first || 'unreadable' in first ? [] : first.cells);
    if (!header.ok) return header;
    return { ok: true, file: { ...checkRows(records, header.columns), unread: header.columns.unread } };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return refuse({
      problem: error.message,
      remedy: 'save it again as CSV (UTF-8) or XLSX, or begin with the template',
    });
  }
}

function checkRows(
  records: Awaited<ReturnType<typeof readTable>>,
  columns: Parameters<typeof checkCustomerRow>[1],
): Omit<ReadFile, 'unread'> {
  const good: GoodRow[] = [];
  const problems: RowProblem[] = [];
  const firstOf = new Map<string, GoodRow>();
  const contacts = new Map<string, GoodRow>();
  for (const record of records) {
    if ('unreadable' in record) {
      problems.push({ line: record.line, column: '', value: '', remedy: `Mend the row: ${record.unreadable}.` });
      continue;
    }
    const checked = checkCustomerRow(record, columns);
    if (!checked.ok) {
      problems.push(...checked.problems);
      continue;
    }
    const { row } = checked;
    const key = row.contact && `${row.number} ${row.contact.email}`;
    const clash = clashWith(row, firstOf.get(row.number), key === null ? undefined : contacts.get(key));
    if (clash !== null) {
      const column = columns.header[columns.fields.number ?? -1] ?? '';
      problems.push({ line: row.line, column, value: row.number, remedy: clash });
      continue;
    }
    good.push(row);
    if (!firstOf.has(row.number)) firstOf.set(row.number, row);
    if (key !== null) contacts.set(key, row);
  }
  return {
    rows: records.length,
    good,
    refused: records.length - good.length,
    problems: problems.slice(0, PROBLEMS_KEPT),
  };
}
