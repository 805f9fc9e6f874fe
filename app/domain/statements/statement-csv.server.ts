import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { decodeCursor } from '~/domain/invoices/list-cursor';
import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { CSV } from '~/lib/csv';
import { daysBetween } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { toDecimal } from '~/lib/money';
import type { BooksScope } from './books-of.server';
import { listMovements, readMovementCursor } from './list-movements.server';
import { listOpenItems } from './list-open-items.server';
import { loadStatement } from './load-statement.server';
import { asOf, type Statement } from './statement';
import type { StatementQuery } from './statement-query';

const BATCH_ROWS = 5_000;
type Cell = string | bigint | null;

/**
 * A statement as a CSV file: plain decimals, ISO dates, nothing a spreadsheet would run as a formula. Streams a
 * batch at a time, so memory stays flat. The last line is the sum of the lines above it, whatever is posted while
 * the file is read.
 */
export async function statementCsv(
  scope: InvoiceScope,
  query: StatementQuery,
  vendor: { slug: string; timeZone: string },
  now: Date,
): Promise<{ filename: string; stream: Readable }> {
  const { currency, kind, from, to } = query;
  const books = {
    vendorId: scope.vendorId,
    customerId: scope.customerId,
    currency,
    timeZone: vendor.timeZone,
  };
  const statement = await loadStatement(scope, { query, after: null, rows: 0 }, vendor.timeZone, now);
  const lines = kind === 'balance-forward' ? movementLines(books, statement) : itemRows(books, statement);
  const csv = stringify({
    ...CSV,
    columns: kind === 'balance-forward' ? MOVEMENT_COLUMNS : ITEM_COLUMNS,
    // Amounts go in as bigint: a negative one is a number and stays one, while a text that begins like one is guarded.
    cast: { bigint: (minor) => toDecimal(minor, currency) },
  });
  const source = Readable.from(lines);
  // A database that fails half-way must break the download off, not end it as if it were whole.
  source.on('error', (error) => csv.destroy(error));
  const period = from === null ? to : `${from}-${to}`;
  return { filename: `${vendor.slug}-${kind}-${currency}-${period}.csv`, stream: source.pipe(csv) };
}

const MOVEMENT_COLUMNS = ['Date', 'What', 'Details', 'Currency', 'Charged', 'Paid or credited', 'Balance'];

async function* movementLines(books: BooksScope, { query, sums }: Statement): AsyncGenerator<Cell[]> {
  const { currency } = books;
  let balanceMinor = sums.openingMinor;
  yield [query.from ?? '', 'Opening balance', '', currency, null, null, balanceMinor];
  let after: string | null = null;
  do {
    const page = { ...query, openingMinor: sums.openingMinor, after: readMovementCursor(after), rows: BATCH_ROWS };
    const { movements, next } = await listMovements(db, books, page);
    for (const { on, what, detail, amountMinor } of movements) {
      balanceMinor += amountMinor;
      const [charged, settled] = amountMinor > 0n ? [amountMinor, null] : [null, -amountMinor];
      yield [on, what, detail ?? '', currency, charged, settled, balanceMinor];
    }
    after = next;
  } while (after !== null);
  yield [query.to, 'Closing balance', '', currency, null, null, balanceMinor];
}

const ITEM_COLUMNS = [
  'Number',
  'What for',
  'Issued on',
  'Due on',
  'Days late',
  'Currency',
  'Total',
  'Credited',
  'Paid',
  'In payment now',
  'In dispute now',
  'Amount due',
];

async function* itemRows(books: BooksScope, { query, listed, today }: Statement): AsyncGenerator<Cell[]> {
  const { currency } = books;
  const day = asOf({ query, today });
  let after: string | null = null;
  let totalMinor = 0n;
  do {
    const { items, next } = await listOpenItems(db, books, {
      ...query,
      after: decodeCursor(after, 'due'),
      rows: BATCH_ROWS,
    });
    for (const item of items) {
      totalMinor += item.dueMinor;
      const daysLate = Math.max(0, daysBetween(item.dueOn, day));
      yield [
        ...[item.number, item.summary, item.issuedOn, item.dueOn, String(daysLate), currency],
        ...[item.totalMinor, item.creditedMinor, item.paidMinor, item.inFlightMinor, item.disputedMinor, item.dueMinor],
      ];
    }
    after = next;
  } while (after !== null);
  const line = (label: string, minor: bigint): Cell[] => [
    label,
    ...['', '', '', '', currency],
    ...[null, null, null, null, null, minor],
  ];
  if (listed.kind !== 'open-items') return;
  const { archivedMinor, otherMinor } = listed.itemSums;
  if (archivedMinor !== 0n) yield line('Archived, not asked for', archivedMinor);
  if (otherMinor !== 0n) yield line('Later credits and other movements', otherMinor);
  yield line('Balance', totalMinor + archivedMinor + otherMinor);
}
