import { invoiceTotal, type NewInvoiceLine } from '~/domain/invoices/new-invoice';
import { addDays, type CalendarDate } from '~/lib/dates';
import { demoInvoice, demoPayment, times, type DemoBooks } from './demo-books';
import { adventureWorks, tailspin } from './northwind';

/** The two that seedDemoMethods leaves in flight: the bank has been asked for the money and takes its days. */
export const IN_FLIGHT_NUMBERS = ['INV-2006', 'INV-2007'] as const;

/** One invoice of every kind there is. */
export function tailspinBooks(today: CalendarDate): DemoBooks {
  const make = (
    number: string,
    issuedDaysAgo: number,
    termDays: number,
    summary: string,
    lines: NewInvoiceLine[],
    draft?: true,
  ) => demoInvoice({ today, customerId: tailspin.id, number, issuedDaysAgo, termDays, summary, lines, draft });
  const shop = [times(2n, 'Shop server', 95_00n, 400), times(1n, 'Card terminal gateway', 40_00n, 400)];

  const first = make('INV-2001', 160, 30, 'Web shop, first month', shop);
  const second = make('INV-2002', 130, 30, 'Web shop, second month', shop);
  const third = make('INV-2003', 100, 30, 'Web shop, third month', shop);
  const voided = make('INV-2004', 75, 30, 'Christmas capacity', [times(8n, 'Extra server, week', 60_00n)]);
  const disputed = make('INV-2005', 70, 30, 'Restore from backup', [times(5n, 'Engineer hour', 140_00n)]);
  const inFlight = [
    make('INV-2006', 45, 30, 'Web shop, fourth month', shop),
    make('INV-2007', 40, 30, 'Product photos, storage', [times(3n, 'Object storage, TB', 25_00n)]),
  ];
  const open = [
    make('INV-2008', 38, 30, 'Newsletter delivery', [times(40n, '1,000 mails', 2_50n)]),
    make('INV-2009', 15, 30, 'Web shop, fifth month', shop),
    make('INV-2010', 5, 14, 'Domain tailspin.example', [times(1n, 'Domain renewal, 1 year', 20_00n)]),
  ];
  const archived = make('INV-2011', 220, 30, 'Trial month', [times(1n, 'Trial server', 10_00n)]);
  const draft = make('INV-2012', 0, 30, 'Web shop, sixth month', shop, true);

  const pay = (on: CalendarDate, ...invoices: (typeof first)[]) =>
    demoPayment({
      customerId: tailspin.id,
      name: invoices.map((invoice) => invoice.number).join(' '),
      on,
      shares: invoices.map((invoice) => ({ invoice, amountMinor: invoiceTotal(invoice.lines) })),
    });

  return {
    invoices: [archived, first, second, third, voided, disputed, ...inFlight, ...open, draft],
    payments: [
      pay(addDays(today, -195), archived),
      pay(addDays(today, -101), first, second),
      pay(addDays(today, -74), third),
    ],
    marks: [
      { invoiceId: archived.id, on: addDays(today, -180), archived: true },
      { invoiceId: voided.id, on: addDays(today, -73), voided: 'Cancelled before the season began' },
      {
        invoiceId: disputed.id,
        on: addDays(today, -50),
        disputed: { reason: 'not-delivered', message: 'The restore failed, we did it ourselves.' },
      },
    ],
  };
}

export function adventureWorksBooks(today: CalendarDate): DemoBooks {
  return {
    invoices: [
      demoInvoice({
        today,
        customerId: adventureWorks.id,
        number: 'INV-2101',
        issuedDaysAgo: 35,
        termDays: 30,
        summary: 'Booking site',
        lines: [times(1n, 'Managed site', 240_00n, 400)],
      }),
      demoInvoice({
        today,
        customerId: adventureWorks.id,
        number: 'INV-2102',
        issuedDaysAgo: 6,
        termDays: 30,
        summary: 'Trail maps, storage',
        lines: [times(2n, 'Object storage, TB', 25_00n)],
      }),
    ],
    payments: [],
    marks: [],
  };
}
