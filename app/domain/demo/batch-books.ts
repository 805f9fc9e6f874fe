import { addDays, type CalendarDate } from '~/lib/dates';
import { demoInvoice, times, type DemoBooks } from './demo-books';
import { fourthCoffee, proseware, treyResearch, woodgrove } from './northwind';

/** number, whose, issued so many days ago, what for, price: the month's invoices of four small customers, due in thirty days. */
const ROWS = [
  ['INV-2201', proseware, 33, 'Shared hosting', 64_00n],
  ['INV-2202', proseware, 31, 'Mail for twelve people', 48_00n],
  ['INV-2203', proseware, 33, 'Press archive, storage', 310_00n],
  ['INV-2204', proseware, 30, 'Managed site', 240_00n],
  ['INV-2205', woodgrove, 32, 'Branch sites', 455_00n],
  ['INV-2206', fourthCoffee, 32, 'Order page', 79_00n],
  ['INV-2207', treyResearch, 31, 'Data room', 132_00n],
] as const;

/** Those that seedDemoMethods lets Nora charge in one batch. */
export const BATCH_NUMBERS = ROWS.map(([number]) => number);

export function batchBooks(today: CalendarDate): DemoBooks {
  const invoices = ROWS.map(([number, { id: customerId }, issuedDaysAgo, what, price]) => {
    const summary = `${what}, ${addDays(today, -issuedDaysAgo).slice(0, 7)}`;
    const lines = [times(1n, what, price)];
    return demoInvoice({ today, customerId, number, issuedDaysAgo, termDays: 30, summary, lines });
  });
  return { invoices, payments: [], marks: [] };
}
