import type { NewInvoice } from '~/domain/invoices/new-invoice';
import { addDays, type CalendarDate } from '~/lib/dates';
import { demoInvoice, monthOf, times } from './demo-books';

/** what, unit price in cents, tax in hundredths of a per cent */
const PRODUCTS = [
  ['Virtual server', 24_00n, 400],
  ['Object storage, TB', 25_00n, 0],
  ['Managed database', 89_50n, 400],
  ['Outgoing traffic, TB', 9_00n, 0],
  ['Domain renewal', 20_00n, 0],
  ['Load balancer', 18_75n, 400],
  ['Support hour', 95_00n, 0],
] as const;

const OLDEST_DAYS = 118;

/**
 * n open invoices of one customer, the oldest four months ago, from not yet due to 88 days late. Arithmetic on
 * the index alone, so every run makes the same. A thousand of them stay below what one card payment may be.
 */
export function manyInvoices(order: {
  today: CalendarDate;
  customerId: string;
  count: number;
  firstNumber: number;
}): NewInvoice[] {
  return Array.from({ length: order.count }, (_, index) => {
    const issuedDaysAgo = OLDEST_DAYS - Math.floor((index * (OLDEST_DAYS - 1)) / order.count);
    const lineCount = 1 + (index % 3);
    const lines = Array.from({ length: lineCount }, (_, position) => {
      const [what, price, taxRateBp] = PRODUCTS[(index + 3 * position) % PRODUCTS.length] ?? PRODUCTS[0];
      return times(1n + BigInt((index * 7 + position * 5) % 6), what, price, taxRateBp);
    });
    const month = monthOf(addDays(order.today, -issuedDaysAgo));
    return demoInvoice({
      today: order.today,
      customerId: order.customerId,
      number: `INV-${order.firstNumber + index}`,
      issuedDaysAgo,
      termDays: 30,
      summary: `${lines[0]?.description ?? 'Hosting'}, ${month}`,
      lines,
    });
  });
}
