import { stringify } from 'csv-stringify/sync';
import { CSV } from '~/lib/csv';
import { toDecimal } from '~/lib/money';
import { linkUrl } from './link-token.server';
import type { MadeLink } from './make-payment-links.server';
import type { PlannedLink } from './plan-payment-links.server';

const COLUMNS = ['Customer number', 'Customer', 'E-mail', 'Invoices', 'Owed now', 'Link'];

/** The addresses of links just made, one a line, with nothing in it that a spreadsheet would run as a formula. */
export function linksCsv(plan: readonly PlannedLink[], made: readonly MadeLink[]): string {
  const tokens = new Map(made.map(({ customerId, token }) => [customerId, token]));
  const rows = plan.map(({ customerId, customerNumber, customerName, address, invoiceCount, totals }) => [
    customerNumber,
    customerName,
    address,
    invoiceCount,
    totals.map(({ dueMinor, currency }) => `${toDecimal(dueMinor, currency)} ${currency}`).join(' + '),
    linkUrl(tokens.get(customerId) ?? ''),
  ]);
  return stringify(rows, { ...CSV, columns: COLUMNS });
}
