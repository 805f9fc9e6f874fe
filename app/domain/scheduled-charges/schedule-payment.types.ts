import type { QuoteLine } from '~/domain/payments/quote';
import type { StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { ChargeDates } from './charge-date';

export type SchedulePaymentInput = {
  /** Minted by the page (UUIDv7): the same id is the same charge. */
  chargeId: string;
  currency: Currency;
  quote: QuoteLine[];
  methodId: string;
  /** The fee that the payer was shown on top; none means no fee. */
  feeMinor?: bigint;
  chargeOn: CalendarDate;
  cause: string;
};

export type SchedulePaymentRefusal =
  | StartPaymentRefusal
  /** Nobody is there on that date to type a card. */
  | { kind: 'needs-saved-method' }
  | { kind: 'no-date' }
  | ({ kind: 'date-not-offered' } & ChargeDates)
  /** The earliest of the invoices is due today or before: it can only be paid now. */
  | { kind: 'due-already' }
  | { kind: 'already-scheduled'; invoices: { number: string; on: CalendarDate }[] };
