import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { StaffActor } from '~/auth/actor';
import { CSV } from '~/lib/csv';
import { dateIn, daysBetween, type CalendarDate } from '~/lib/dates';
import { toDecimal } from '~/lib/money';
import { readDeskScope } from './desk-scope.server';
import { exportMatching, exportSelected, type ExportedDeskInvoice } from './export-invoices.server';

const COLUMNS = [
  'Number',
  'Customer number',
  'Customer',
  'What for',
  'State',
  'Issued on',
  'Due on',
  'Days late',
  'Currency',
  'Total',
  'Credited',
  'Paid',
  'In payment',
  'Amount due',
];

export type CsvFile = { filename: string; stream: Readable };
type Vendor = { slug: string; timeZone: string };

/** What the list at an address shows, all its pages, as a CSV file. */
export async function matchingCsv(
  { vendorId }: StaffActor,
  params: URLSearchParams,
  vendor: Vendor,
  now: Date,
): Promise<CsvFile> {
  const { scope } = await readDeskScope({ vendorId }, params, { timeZone: vendor.timeZone, now });
  return csvOf(exportMatching(scope), scope.view.tab, vendor, now);
}

/** What somebody has selected, as a CSV file. */
export function selectedCsv(actor: StaffActor, vendor: Vendor, now: Date): CsvFile {
  return csvOf(exportSelected(actor), 'selected', vendor, now);
}

/** Plain decimals, ISO dates, nothing a spreadsheet would run as a formula. Streams, so that a million rows take no more memory than a batch. */
function csvOf(
  batches: AsyncGenerator<ExportedDeskInvoice[]>,
  what: string,
  { slug, timeZone }: Vendor,
  now: Date,
): CsvFile {
  const today = dateIn(timeZone, now);
  async function* rows() {
    for await (const batch of batches) for (const row of batch) yield lineOf(row, today);
  }
  const csv = stringify({ ...CSV, columns: COLUMNS });
  const source = Readable.from(rows());
  // A database that fails half-way must break the download off, not end it as if it were whole.
  source.on('error', (error) => csv.destroy(error));
  return { filename: `${slug}-invoices-${what}-${today}.csv`, stream: source.pipe(csv) };
}

function lineOf(row: ExportedDeskInvoice, today: CalendarDate): string[] {
  const daysLate = row.state === 'open' ? Math.max(0, daysBetween(row.dueOn, today)) : 0;
  const amounts = [row.totalMinor, row.creditedMinor, row.paidMinor, row.inFlightMinor, row.dueMinor];
  return [
    row.number,
    row.customerNumber,
    row.customerName,
    row.summary,
    row.state,
    row.issuedOn,
    row.dueOn,
    String(daysLate),
    row.currency,
    ...amounts.map((minor) => toDecimal(BigInt(minor), row.currency)),
  ];
}
