import type { DisputeReason } from '~/domain/invoice-disputes/invoice-dispute';
import { invoiceLine, type NewInvoice, type NewInvoiceLine } from '~/domain/invoices/new-invoice';
import { addDays, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { demoId } from './demo-id';

/** What happened to an invoice after it was issued, other than a payment. */
export type DemoMark = {
  invoiceId: string;
  on: CalendarDate;
  disputed?: { reason: DisputeReason; message: string };
  voided?: string;
  archived?: true;
};

export type DemoPayment = {
  id: string;
  entryId: string;
  customerId: string;
  currency: Currency;
  settledAt: Date;
  allocations: { invoiceId: string; amountMinor: bigint }[];
};

export type DemoBooks = { invoices: NewInvoice[]; payments: DemoPayment[]; marks: DemoMark[] };

export const invoiceId = (number: string) => demoId(`invoice ${number}`);

/** Nine in the morning in New York or a little later: the same calendar date there and in UTC. */
export const morning = (date: CalendarDate) => new Date(`${date}T14:00:00Z`);

export function demoInvoice(invoice: {
  today: CalendarDate;
  customerId: string;
  number: string;
  currency?: Currency;
  issuedDaysAgo: number;
  termDays: number;
  summary: string;
  memo?: string;
  draft?: true;
  lines: NewInvoiceLine[];
}): NewInvoice {
  const { today, customerId, number, currency = 'USD', summary, memo, lines } = invoice;
  const issuedOn = addDays(today, -invoice.issuedDaysAgo);
  return {
    id: invoiceId(number),
    entryId: demoId(`invoice_issued ${number}`),
    customerId,
    number,
    currency,
    issuedOn,
    dueOn: addDays(issuedOn, invoice.termDays),
    summary,
    memo,
    issuedAt: invoice.draft ? null : morning(issuedOn),
    createdAt: morning(issuedOn),
    lines,
  };
}

/** A payment that came by cheque or wire, named after the day it settled. */
export function demoPayment(payment: {
  customerId: string;
  on: CalendarDate;
  name: string;
  shares: { invoice: NewInvoice; amountMinor: bigint }[];
}): DemoPayment {
  return {
    id: demoId(`payment ${payment.name}`),
    entryId: demoId(`payment_settled ${payment.name}`),
    customerId: payment.customerId,
    currency: payment.shares[0]?.invoice.currency ?? 'USD',
    settledAt: morning(payment.on),
    allocations: payment.shares.map((share) => ({ invoiceId: share.invoice.id, amountMinor: share.amountMinor })),
  };
}

/** "3 × Managed server at $150.00": prices in cents, written 150_00n. */
export function times(count: bigint, description: string, unitPriceMinor: bigint, taxRateBp = 0): NewInvoiceLine {
  return invoiceLine({ description, quantityMilli: count * 1000n, unitPriceMinor, taxRateBp });
}

export function monthOf(date: CalendarDate): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long' }).format(new Date(`${date}T00:00:00Z`));
}
