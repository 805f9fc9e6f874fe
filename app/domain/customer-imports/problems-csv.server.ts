import { promisify } from 'node:util';
import { stringify, type Input, type Options } from 'csv-stringify';
import { CSV } from '~/lib/csv';
import type { RowProblem } from './check-customer-row';

const write = promisify<Input, Options, string>(stringify);

/** What is wrong with which cell, and how to mend it: nothing a spreadsheet would run as a formula. */
export async function problemsCsv(problems: readonly RowProblem[]): Promise<Buffer> {
  const rows = problems.map(({ line, column, value, remedy }) => [String(line), column, value, remedy]);
  const columns = ['Line', 'Column', 'Value', 'How to mend it'];
  const text = await write(rows, { ...CSV, columns });
  return Buffer.from(text);
}
