import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { isCurrency, type Currency } from '~/lib/money';
import type { PaymentChannel } from './payer';
import type { PaymentState } from './payment-state';

/** By what staff narrow the list of payments. */
export const PAYMENT_FILTERS = {
  all: 'All',
  paid: 'Paid',
  open: 'In flight',
  undecided: 'Undecided',
  failed: 'Failed',
  refunded: 'Refunded',
  disputed: 'Chargebacks',
  'for-void': 'For void invoices',
} as const;
export type PaymentFilter = keyof typeof PAYMENT_FILTERS;

export type PaymentQuery = {
  state: PaymentFilter;
  search: string;
  currency: Currency | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
  cursor: string | null;
};

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
    currency: isCurrency(search.get('currency') ?? '') ? search.get('currency') : null,
    from: date('from'),
    to: date('to'),
    cursor: search.get('after'),
  };
}

export function paymentSearch({ state, search, currency, from, to, cursor }: PaymentQuery): string {
  const params = new URLSearchParams();
  if (state !== 'all') params.set('state', state);
  if (search) params.set('q', search);
  if (currency) params.set('currency', currency);
  if (from) params.set('from', from);
  if (to) params.set('to', to);
  if (cursor) params.set('after', cursor);
  const text = params.toString();
  return text && `?${text}`;
}

export type VendorListedPayment = {
  id: string;
  customerName: string;
  state: PaymentState;
  channel: PaymentChannel;
  currency: Currency;
  /** In money and credit. */
  amountMinor: bigint;
  refundedMinor: bigint;
  methodBrand: string | null;
  methodLast4: string | null;
  invoiceCount: number;
  receiptNumber: string | null;
  /** A chargeback that stands, or was lost. */
  disputed: boolean;
  createdAt: Date;
};
