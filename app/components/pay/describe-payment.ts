import type { PaymentChannel } from '~/domain/payments/payer';
import type { PaymentState } from '~/domain/payments/payment-state';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import type { PaymentLine } from './payment-list';
import type { ShownPayment } from './payment-page.types';

type Payment = {
  id: string;
  state: PaymentState;
  channel: PaymentChannel;
  currency: Currency;
  amountMinor: bigint;
  creditMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  methodBrand: string | null;
  methodLast4: string | null;
  failureCode: string | null;
  createdAt: Date;
  settledAt: Date | null;
  expectedOn: CalendarDate | null;
  mandateReference: string | null;
  waitsFor: 'microdeposits' | null;
  invoiceCount: number;
  invoices: { invoiceId: string; number: string; amountMinor: bigint }[];
  receipt: { id: string; number: string } | null;
};

/** Rows before the rest is counted, and one more for when that is the last; the receipt has them all. */
export const SHOWN_ROWS = 12;

/** A payment in the words of its page: days as they are where the vendor is, worked out once so that server and browser agree. */
export function describePayment(payment: Payment, timeZone: string, language: Language = 'en'): ShownPayment {
  const { id, state, currency, amountMinor, creditMinor, feeMinor, unappliedMinor } = payment;
  const { failureCode, invoiceCount, receipt } = payment;
  const { date } = formatsOf(language);
  const day = (instant: Date) => date(dateIn(timeZone, instant));
  return {
    id,
    state,
    currency,
    amountMinor,
    creditMinor,
    feeMinor,
    unappliedMinor,
    failureCode,
    invoiceCount,
    receipt,
    outside: payment.channel === 'outside',
    method: methodOf(payment),
    startedOn: day(payment.createdAt),
    expectedOn: payment.expectedOn && date(payment.expectedOn),
    mandateReference: payment.mandateReference,
    waitsFor: payment.waitsFor,
    settledOn: payment.settledAt && day(payment.settledAt),
    invoices: payment.invoices
      .slice(0, SHOWN_ROWS + 1)
      .map(({ invoiceId, number, amountMinor }) => ({ invoiceId, number, amountMinor })),
  };
}

type ListedPayment = Pick<
  Payment,
  | 'id'
  | 'state'
  | 'channel'
  | 'currency'
  | 'amountMinor'
  | 'creditMinor'
  | 'feeMinor'
  | 'methodBrand'
  | 'methodLast4'
  | 'createdAt'
  | 'settledAt'
  | 'expectedOn'
  | 'invoiceCount'
> & { receiptId: string | null; receiptNumber: string | null };

/** A payment as one line of the history. */
export function describePaymentLine(payment: ListedPayment, timeZone: string, language: Language = 'en'): PaymentLine {
  const { date } = formatsOf(language);
  const { id, state, currency, amountMinor, creditMinor, feeMinor, invoiceCount, receiptId, receiptNumber } = payment;
  return {
    id,
    state,
    currency,
    amountMinor,
    creditMinor,
    feeMinor,
    invoiceCount,
    outside: payment.channel === 'outside',
    method: methodOf(payment),
    expectedOn: state === 'processing' && payment.expectedOn ? date(payment.expectedOn) : null,
    on: date(dateIn(timeZone, payment.settledAt ?? payment.createdAt)),
    receipt: receiptId && receiptNumber ? { id: receiptId, number: receiptNumber } : null,
  };
}

function methodOf({ methodBrand, methodLast4 }: Pick<Payment, 'methodBrand' | 'methodLast4'>) {
  return methodBrand && methodLast4 ? { brand: methodBrand, last4: methodLast4 } : null;
}
