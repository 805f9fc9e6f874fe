import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { DeskState } from './list-tabs';

/** One row of the vendor's list; nothing that the list does not show. */
export type DeskInvoice = {
  id: string;
  number: string;
  summary: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  currency: Currency;
  state: DeskState;
  /** What is due of an open one, the total of any other. */
  amountMinor: bigint;
  totalMinor: bigint;
  /** Part of an open one that is in payment. */
  inFlightMinor: bigint;
  /** Its customer disputes it, or a part of it. */
  disputed: boolean;
  /** Of a payment that has not ended and holds some of it. */
  paymentState: string | null;
  /** What would be charged: the customer's default method, else the newest. */
  method: { brand: string; last4: string } | null;
  ticked: boolean;
};
