import { issueInvoices } from '~/domain/invoices/issue-invoices.server';
import { invoiceLine } from '~/domain/invoices/new-invoice';
import { recordOutsidePayments } from '~/domain/payments/record-outside-payments.server';
import { middayIn, type CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { toDecimal } from '~/lib/money';
import type { FileInvoice, RowError } from './check-row';
import { storeCustomers, type StoreContext } from './store-customers.server';

export type Stored = {
  created: FileInvoice[];
  already: number;
  errors: RowError[];
  customersCreated: number;
  settled: number;
  disputed: number;
};

/**
 * Stores checked rows in a constant number of statements. An invoice the vendor has already is left as it is if
 * the row says the same, and is the row's error if not. Settled ones get a payment from outside the portal on
 * the day they were settled.
 */
export async function storeRows(tx: Tx, rows: readonly FileInvoice[], context: StoreContext): Promise<Stored> {
  const { fresh, already, errors } = await compareWithBooks(tx, rows, context);
  const customersCreated = await storeCustomers(tx, fresh, context);
  const invoices = fresh.map((row) => ({ row, id: newId(), settledOn: settledBy(row, context.asOf) }));
  await issueInvoices(tx, {
    vendorId: context.vendor.id,
    invoices: invoices.map(({ row, id }) => {
      const midday = middayIn(context.vendor.timeZone, row.issuedOn);
      const summary = row.summary ?? `Invoice ${row.number}`;
      return {
        id,
        customerId: customerOf(row, context),
        number: row.number,
        currency: row.currency,
        issuedOn: row.issuedOn,
        dueOn: row.dueOn,
        summary,
        issuedAt: midday < context.now ? midday : context.now,
        lines: [invoiceLine({ description: summary, unitPriceMinor: row.amountMinor })],
      };
    }),
  });
  const settled = invoices.flatMap(({ row, id, settledOn }) => (settledOn ? [{ row, id, settledOn }] : []));
  await recordOutsidePayments(tx, {
    vendorId: context.vendor.id,
    payments: settled.map(({ row, id, settledOn }) => ({
      id: newId(),
      customerId: customerOf(row, context),
      currency: row.currency,
      settledAt: middayIn(context.vendor.timeZone, settledOn),
      allocations: [{ invoiceId: id, amountMinor: row.amountMinor }],
    })),
  });
  // A dispute is over once the invoice is settled.
  const disputed = invoices.filter(({ row, settledOn }) => row.disputed && !settledOn && context.asOf !== null);
  await markDisputed(
    tx,
    context,
    disputed.map(({ id }) => id),
  );
  return { created: fresh, already, errors, customersCreated, settled: settled.length, disputed: disputed.length };
}

function settledBy(row: FileInvoice, asOf: CalendarDate | null): CalendarDate | null {
  return asOf !== null && row.settledOn !== null && row.settledOn <= asOf ? row.settledOn : null;
}

function customerOf(row: FileInvoice, context: StoreContext): string {
  return context.customerIds.get(row.customerNumber) ?? '';
}

async function markDisputed(tx: Tx, context: StoreContext, invoiceIds: string[]): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE invoices SET disputed_at = ${context.now}::timestamptz, dispute_reason = 'Disputed according to the imported file'
    WHERE vendor_id = ${context.vendor.id}::uuid AND id = ANY (${invoiceIds}::uuid[])`;
}

type Known = {
  number: string;
  customer: string;
  currency: string;
  issuedOn: string;
  dueOn: string;
  totalMinor: bigint;
};

async function compareWithBooks(tx: Tx, rows: readonly FileInvoice[], context: StoreContext) {
  const found = await tx.$queryRaw<Known[]>`
    SELECT i.number, c.number AS customer, i.currency, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.total_minor AS "totalMinor"
    FROM invoices i JOIN customers c ON c.vendor_id = i.vendor_id AND c.id = i.customer_id
    WHERE i.vendor_id = ${context.vendor.id}::uuid AND i.number = ANY (${rows.map((row) => row.number)}::text[])`;
  const known = new Map(found.map((invoice) => [invoice.number, invoice]));
  const errors: RowError[] = [];
  const fresh: FileInvoice[] = [];
  for (const row of rows) {
    const invoice = known.get(row.number);
    if (!invoice) fresh.push(row);
    else errors.push(...differences(row, invoice));
  }
  const broken = new Set(errors.map((error) => error.line)).size;
  return { fresh, already: rows.length - fresh.length - broken, errors };
}

function differences(row: FileInvoice, invoice: Known): RowError[] {
  const compared: [column: string, file: string, books: string][] = [
    ['customer', row.customerNumber, invoice.customer],
    ['currency', row.currency, invoice.currency],
    ['amount', toDecimal(row.amountMinor, row.currency), toDecimal(invoice.totalMinor, invoice.currency)],
    ['issuedOn', row.issuedOn, invoice.issuedOn],
    ['dueOn', row.dueOn, invoice.dueOn],
  ];
  return compared
    .filter(([, file, books]) => file !== books)
    .map(([column, file, books]) => ({
      line: row.line,
      column,
      value: file,
      problem: `invoice ${row.number} exists already, there with ${books}`,
      remedy: 'leave the row out, or give the invoice a number of its own',
    }));
}
