import type { DisputeReason } from '~/domain/invoice-disputes/invoice-dispute';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { Unpayable } from './payability';

/** A row of "Not payable now": an invoice the customer may look for among the open ones, and why it is not there. */
export type UnpayableInvoice = {
  id: string;
  number: string;
  summary: string;
  dueOn: CalendarDate;
  totalMinor: bigint;
  currency: Currency;
  reason: Exclude<Unpayable, 'gone' | 'paid'>;
  /** The payment that holds it. */
  paymentId: string | null;
  paymentState: string | null;
  /** In flight at a bank: by when the money has usually arrived. */
  expectedOn: CalendarDate | null;
  /** Why it is disputed or void, in the words of whoever said so; null where a part is disputed and the rest is paid. */
  note: string | null;
  /** What a contact chose who disputed all of it: it is said in the reader's language, the note is not. */
  disputeReason: DisputeReason | null;
  /** When it was voided, as a date of the vendor. */
  on: CalendarDate | null;
};
