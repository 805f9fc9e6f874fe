import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { StaffActor } from '~/auth/actor';
import { methodName } from '~/domain/payment-methods/method-words';
import { CSV } from '~/lib/csv';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { Prisma, readRows, sql } from '~/lib/db.server';
import { toDecimal } from '~/lib/money';
import type { CustomerQuery } from './customer-query';
import { customerWhere } from './customer-where.server';
import { besides, owedCurrencies, readBalance } from './list-customers.server';

const BATCH_ROWS = 1_000;

type Row = {
  id: string;
  number: string;
  name: string;
  addressLines: string[];
  taxId: string | null;
  language: string | null;
  emails: string[];
  balances: Parameters<typeof readBalance>[0][];
  method: { brand: string; last4: string } | null;
  autopayIn: string[];
};

/**
 * The customers of a list as a CSV file, by number, with what each owes per currency: plain decimals, nothing a
 * spreadsheet would run as a formula. Streams, so that a hundred thousand take no more memory than a batch of them.
 */
export async function customersCsv(
  { vendorId }: Pick<StaffActor, 'vendorId'>,
  query: CustomerQuery,
  vendor: { slug: string; timeZone: string },
  now: Date,
): Promise<{ filename: string; stream: Readable }> {
  const today = dateIn(vendor.timeZone, now);
  const currencies = (await owedCurrencies(vendorId)).sort();
  const columns = [
    ...['Number', 'Name', 'Address', 'Tax id', 'Language', 'E-mail addresses', 'Method on file', 'AutoPay'],
    ...currencies.flatMap((currency) => [`Open ${currency}`, `Overdue ${currency}`]),
  ];
  async function* rows() {
    for await (const batch of exportCustomers(vendorId, query, today)) {
      for (const row of batch) {
        const balances = new Map(row.balances.map(readBalance).map((balance) => [balance.currency, balance]));
        yield [
          row.number,
          row.name,
          row.addressLines.join(', '),
          row.taxId ?? '',
          row.language ?? '',
          row.emails.join(', '),
          row.method ? methodName(row.method) : '',
          row.autopayIn.join(', '),
          ...currencies.flatMap((currency) => {
            const { openMinor = 0n, overdueMinor = 0n } = balances.get(currency) ?? {};
            return [toDecimal(openMinor, currency), toDecimal(overdueMinor, currency)];
          }),
        ];
      }
    }
  }
  const csv = stringify({ ...CSV, columns });
  const source = Readable.from(rows());
  // A database that fails half-way must break the download off, not end it as if it were whole.
  source.on('error', (error) => csv.destroy(error));
  return { filename: `${vendor.slug}-customers-${today}.csv`, stream: source.pipe(csv) };
}

async function* exportCustomers(vendorId: string, query: CustomerQuery, today: CalendarDate): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  do {
    const beyond: Prisma.Sql = last ? sql`AND c.number > ${last.number}` : Prisma.empty;
    const batch: Row[] = await readRows<Row>(sql`
      WITH page AS (
        SELECT c.id, c.number, c.name, c.address_lines, c.tax_id, c.language FROM customers c
        WHERE ${customerWhere(vendorId, query, today)} ${beyond} ORDER BY c.number LIMIT ${BATCH_ROWS}
      )
      SELECT page.id, page.number, page.name, page.address_lines AS "addressLines", page.tax_id AS "taxId", page.language,
        array(SELECT p.email FROM contacts t JOIN people p ON p.id = t.person_id
          WHERE t.vendor_id = ${vendorId}::uuid AND t.customer_id = page.id AND t.removed_at IS NULL ORDER BY t.created_at, t.id) AS emails,
        ${besides(vendorId, today)}
      FROM page ORDER BY page.number`);
    if (batch.length > 0) yield batch;
    last = batch.length === BATCH_ROWS ? batch.at(-1) : undefined;
  } while (last);
}
