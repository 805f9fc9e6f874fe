import type { InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import type { LoadedReversal } from '~/domain/refunds/reversal-words';
import type { ChargeState } from '~/domain/scheduled-charges/charge-state';
import type { PaymentState } from '~/domain/payments/payment-state';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { InvoiceCreditNote, InvoiceLine } from './invoice-detail';
import type { InvoiceReach } from './invoice-reach';
import type { Unpayable } from './payability';

/** Any payment that named the invoice, also one that failed. */
export type VendorInvoicePayment = {
  id: string;
  state: PaymentState;
  channel: string;
  amountMinor: bigint;
  creditMinor: bigint;
  /** Money that came when the invoice was void, and is credit now. */
  keptMinor: bigint;
  /** Of the payment as a whole: what came beyond what was open, and is credit. */
  beyondMinor: bigint;
  failureCode: string | null;
  expectedOn: CalendarDate | null;
  startedAt: Date;
  endedAt: Date | null;
  methodBrand: string | null;
  methodLast4: string | null;
  receiptId: string | null;
  receiptNumber: string | null;
  /** The payment link that it came through. */
  linkId: string | null;
  /** The contact who paid, or agreed to it beforehand. */
  contactName: string | null;
};

/** A charge agreed for a date, to come or over. */
export type VendorInvoiceCharge = {
  id: string;
  kind: string;
  /** Staff set it for the due date, whichever that is. */
  byStaff: boolean;
  state: ChargeState;
  chargeOn: CalendarDate;
  nextOn: CalendarDate;
  amountMinor: bigint;
  /** Whether the invoice still stands in it. */
  standing: boolean;
  createdAt: Date;
  endedAt: Date | null;
  reason: string | null;
  methodBrand: string;
  methodLast4: string;
};

/** What the audit log says of the invoice and of what belongs to it. */
export type InvoiceNote = {
  at: Date;
  action: string;
  subjectId: string;
  by: string | null;
  byKind: string;
  data: Record<string, unknown>;
};

export type VendorInvoice = {
  id: string;
  number: string;
  version: number;
  currency: Currency;
  summary: string;
  memo: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  taxMinor: bigint;
  totalMinor: bigint;
  creditedMinor: bigint;
  writtenOffMinor: bigint;
  inFlightMinor: bigint;
  paidMinor: bigint;
  dueMinor: bigint;
  /** The part that is not asked for because it is disputed. */
  disputedMinor: bigint;
  createdAt: Date;
  issuedAt: Date | null;
  voidedAt: Date | null;
  voidReason: string | null;
  archivedAt: Date | null;
  disputedAt: Date | null;
  disputeReason: string | null;
  /** Null when it can be paid. */
  reason: Unpayable | null;
  /** The vendor's: of the days on which things happened. */
  timeZone: string;
  customer: { id: string; number: string; name: string };
  lines: InvoiceLine[];
  payments: VendorInvoicePayment[];
  creditNotes: InvoiceCreditNote[];
  reversals: LoadedReversal[];
  disputes: InvoiceDispute[];
  charges: VendorInvoiceCharge[];
  notes: InvoiceNote[];
} & InvoiceReach;
