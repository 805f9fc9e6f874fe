import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { isCurrency, type Currency } from '~/lib/money';
import type { PaymentChannel } from './payer';
import type { PaymentState } from './payment-state';

/** By what staff narrow the list of payments. */
export const PAYMENT_FILTERS = {
  all: 'All',
  paid: 'Paid',
  collected: 'Money in and out',
  open: 'In flight',
  undecided: 'Undecided',
  failed: 'Failed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  disputed: 'Chargebacks',
  'to-answer': 'To answer',
  'for-void': 'For void invoices',
} as const;
export type PaymentFilter = keyof typeof PAYMENT_FILTERS;

export type PaymentQuery = {
  state: PaymentFilter;
  search: string;
  /** Only those that failed for one of these codes; '' is that of none. */
  reasons: string[];
  currency: Currency | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
  cursor: string | null;
};

const MOST_REASONS = 50;

/** An address of the list; what is no filter there is none. */
export function readPaymentQuery(search: URLSearchParams): PaymentQuery {
  const date = (name: string) => {
    const text = search.get(name) ?? '';
    return isCalendarDate(text) ? text : null;
  };
  const state = search.get('state') ?? '';
  return {
    state: Object.hasOwn(PAYMENT_FILTERS, state) ? (state as PaymentFilter) : 'all',
    search: (search.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100),
    reasons: search
      .getAll('reason')
      .slice(0, MOST_REASONS)
      .map((code) => code.replaceAll('\0', '').slice(0, 100)),
    currency: isCurrency(search.get('currency') ?? '') ? search.get('currency') : null,
    from: date('from'),
    to: date('to'),
    cursor: search.get('after'),
  };
}

export function paymentSearch({ state, search, reasons, currency, from, to, cursor }: PaymentQuery): string {
  const params = new URLSearchParams();
  if (state !== 'all') params.set('state', state);
  if (search) params.set('q', search);
  for (const code of reasons) params.append('reason', code);
  if (currency) params.set('currency', currency);
  if (from) params.set('from', from);
  if (to) params.set('to', to);
  if (cursor) params.set('after', cursor);
  const text = params.toString();
  return text && `?${text}`;
}

/** What came in less what went back, and how many of each that were. */
export type CollectedSum = { currency: Currency; payments: number; refunds: number; amountMinor: bigint };

/** A payment; or, among the money in and out, what went back of one. */
export type VendorListedPayment = {
  rowId: string;
  /** The payment's. */
  id: string;
  customerName: string;
  state: PaymentState;
  channel: PaymentChannel;
  currency: Currency;
  /** In money and credit; of the money in and out the money alone, less than nought where it went back. */
  amountMinor: bigint;
  refundedMinor: bigint;
  methodBrand: string | null;
  methodLast4: string | null;
  invoiceCount: number;
  receiptNumber: string | null;
  /** A chargeback that stands, or was lost. */
  disputed: boolean;
  back: boolean;
  /** When it was begun; when it ended, where what has ended is listed. */
  at: Date;
};
