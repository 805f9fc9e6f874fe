import { invoiceLine, invoiceTotal, type NewInvoice, type NewInvoiceLine } from '~/domain/invoices/new-invoice';
import { addDays, type CalendarDate } from '~/lib/dates';
import { demoInvoice, demoPayment, monthOf, times, type DemoBooks } from './demo-books';
import { fabrikam } from './northwind';

/** number, issued so many days ago, term, what for, lines */
type Row = readonly [number: string, issuedDaysAgo: number, termDays: number, summary: string, lines: NewInvoiceLine[]];

const hosting = (servers: bigint, traffic: bigint, monitoring: bigint) => [
  times(servers, 'Managed server', 150_00n),
  times(1n, 'Outgoing traffic', traffic),
  ...(monitoring > 0n ? [times(1n, 'Monitoring around the clock', monitoring)] : []),
];

/** 12 invoices, $18,204.50 due once INV-1038 has had its $1,000.00; $10,320.00 of it overdue, none over 90 days. */
const openDollars = (hostingOf: (issuedDaysAgo: number) => string): Row[] => [
  ['INV-1031', 91, 30, hostingOf(91), hosting(12n, 300_00n, 150_00n)],
  ['INV-1032', 88, 30, 'Wildcard certificates', [times(4n, 'Wildcard certificate, 1 year', 120_00n)]],
  ['INV-1033', 82, 30, 'Extra IP addresses', [times(72n, 'IPv4 address, monthly', 5_00n)]],
  ['INV-1034', 61, 30, hostingOf(61), hosting(9n, 270_00n, 0n)],
  [
    'INV-1035',
    60,
    15,
    'Migration planning',
    [invoiceLine({ description: 'Consulting hours', quantityMilli: 7_500n, unitPriceMinor: 80_00n })],
  ],
  [
    'INV-1036',
    59,
    30,
    'Managed database',
    [times(3n, 'Database node, 32 GB', 625_00n), times(1n, 'Replica in a second zone', 375_00n)],
  ],
  ['INV-1037', 54, 14, 'Load balancer', [times(2n, 'Load balancer', 225_00n)]],
  [
    'INV-1038',
    54,
    30,
    'Backup storage, 4 TB',
    [times(4n, 'Backup storage, TB', 600_00n), times(1n, 'Restore test with report', 550_00n)],
  ],
  ['INV-1039', 47, 14, 'Log archive', [times(12n, 'Log archive, 100 GB', 30_00n)]],
  ['INV-1040', 23, 30, 'Domain renewals', [times(61n, 'Domain renewal, 1 year', 20_00n)]],
  ['INV-1041', 20, 30, 'Support plan, next quarter', [times(3n, 'Support plan, month', 1_500_00n)]],
  [
    'INV-1043',
    4,
    30,
    'Migration of mail archive',
    [invoiceLine({ description: 'Engineer hours', quantityMilli: 18_500n, unitPriceMinor: 112_50n, taxRateBp: 400 })],
  ],
];

/** 3 invoices, €2,310.00 with 10 % tax, none overdue. */
const openEuros: Row[] = [
  [
    'INV-1042',
    18,
    30,
    'Colocation in Vienna',
    [times(3n, 'Rack unit', 180_00n, 1000), times(1n, 'Power, 2 kW', 360_00n, 1000)],
  ],
  ['INV-1044', 12, 30, 'Transit in Frankfurt', [times(2n, 'Transit, 10 Gbit/s', 330_00n, 1000)]],
  ['INV-1045', 3, 30, 'Remote hands in Vienna', [times(6n, 'Technician hour', 90_00n, 1000)]],
];

const PAID_BEFORE = 11;

/** Eleven older invoices, INV-1018 to INV-1028, three weeks apart, the last a good three months ago. */
function paidRows(hostingOf: (issuedDaysAgo: number) => string): Row[] {
  return Array.from({ length: PAID_BEFORE }, (_, index) => {
    const issuedDaysAgo = 120 + 21 * (PAID_BEFORE - 1 - index);
    const lines = index % 2 === 0 ? hosting(12n, 300_00n, 150_00n) : [times(2n, 'Support plan, month', 1_500_00n)];
    return [
      `INV-${1018 + index}`,
      issuedDaysAgo,
      30,
      index % 2 === 0 ? hostingOf(issuedDaysAgo) : 'Support plan',
      lines,
    ];
  });
}

export function fabrikamBooks(today: CalendarDate): DemoBooks {
  const hostingOf = (issuedDaysAgo: number) => `Managed hosting, ${monthOf(addDays(today, -issuedDaysAgo))}`;
  const make = (
    [number, issuedDaysAgo, termDays, summary, lines]: Row,
    more: { currency?: 'EUR'; draft?: true } = {},
  ) => demoInvoice({ today, customerId: fabrikam.id, number, issuedDaysAgo, termDays, summary, lines, ...more });

  const open = openDollars(hostingOf).map((row) => make(row));
  const euros = openEuros.map((row) => make(row, { currency: 'EUR' }));
  const paid = paidRows(hostingOf).map((row) => make(row));
  const archived = make(['INV-1017', 372, 30, 'Set-up', [times(1n, 'Set-up fee', 900_00n)]]);
  const voided = make(['INV-1029', 121, 30, hostingOf(121), hosting(12n, 300_00n, 150_00n)]);
  const disputed = make(['INV-1030', 95, 30, 'Traffic above plan', [times(38n, 'Outgoing traffic, TB', 9_00n)]]);
  const draft = make(['INV-1046', 1, 30, 'Managed hosting, next month', hosting(12n, 300_00n, 150_00n)], {
    draft: true,
  });

  return {
    invoices: [archived, ...paid, voided, disputed, ...open, ...euros, draft],
    payments: [...paymentsFor([archived, ...paid]), partPayment(open, today)],
    marks: [
      { invoiceId: archived.id, on: addDays(today, -200), archived: true },
      { invoiceId: voided.id, on: addDays(today, -118), voided: 'Billed twice: INV-1028 covers this month' },
      {
        invoiceId: disputed.id,
        on: addDays(today, -70),
        disputed: { reason: 'wrong-amount', message: 'We count 21 TB, not 38 TB.' },
      },
    ],
  };
}

/** A cheque per invoice, three days before it was due, except that the first three came in one. */
function paymentsFor(invoices: NewInvoice[]) {
  const groups = [invoices.slice(0, 3), ...invoices.slice(3).map((invoice) => [invoice])];
  return groups.flatMap((group) => {
    const last = group.at(-1);
    if (!last) return [];
    return demoPayment({
      customerId: fabrikam.id,
      name: last.number,
      on: addDays(last.dueOn, -3),
      shares: group.map((invoice) => ({ invoice, amountMinor: invoiceTotal(invoice.lines) })),
    });
  });
}

function partPayment(open: NewInvoice[], today: CalendarDate) {
  return demoPayment({
    customerId: fabrikam.id,
    name: 'INV-1038 in part',
    on: addDays(today, -12),
    shares: open
      .filter((invoice) => invoice.number === 'INV-1038')
      .map((invoice) => ({ invoice, amountMinor: 1_000_00n })),
  });
}
