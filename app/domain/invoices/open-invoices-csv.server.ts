import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { CSV } from '~/lib/csv';
import { dateIn, daysBetween } from '~/lib/dates';
import { toDecimal } from '~/lib/money';
import { exportOpenInvoices } from './export-open-invoices.server';
import { askedCurrency, parseListQuery } from './list-query';
import type { InvoiceScope } from './open-invoice';
import { openTotals } from './open-totals.server';

const COLUMNS = [
  'Number',
  'What for',
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

/**
 * The open invoices at a list's address as a CSV file: plain decimals, ISO dates, nothing a spreadsheet would
 * run as a formula. Streams, so that ten thousand rows take no more memory than a batch of them.
 */
export async function openInvoicesCsv(
  scope: InvoiceScope,
  params: URLSearchParams,
  vendor: { slug: string; timeZone: string },
  now: Date,
): Promise<{ filename: string; stream: Readable }> {
  const today = dateIn(vendor.timeZone, now);
  const currency = askedCurrency(params) ?? (await openTotals(scope, today))[0]?.currency ?? 'USD';
  const { filter } = parseListQuery(params, currency).query;
  const decimal = (minor: bigint) => toDecimal(minor, currency);
  async function* rows() {
    for await (const batch of exportOpenInvoices(scope, currency, filter, today)) {
      for (const row of batch) {
        const daysLate = Math.max(0, daysBetween(row.dueOn, today));
        const amounts = [row.totalMinor, row.creditedMinor, row.paidMinor, row.inFlightMinor, row.dueMinor].map(
          decimal,
        );
        yield [row.number, row.summary, row.issuedOn, row.dueOn, String(daysLate), currency, ...amounts];
      }
    }
  }
  const csv = stringify({ ...CSV, columns: COLUMNS });
  const source = Readable.from(rows());
  // A database that fails half-way must break the download off, not end it as if it were whole.
  source.on('error', (error) => csv.destroy(error));
  return { filename: `${vendor.slug}-open-invoices-${currency}-${today}.csv`, stream: source.pipe(csv) };
}
