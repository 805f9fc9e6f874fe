import type { CalendarDate } from '~/lib/dates';
import type { LoadedReversal } from '~/domain/refunds/reversal-words';
import type { Currency } from '~/lib/money';
import type { Unpayable } from './payability';

export type InvoiceLine = {
  position: number;
  description: string;
  quantityMilli: bigint;
  unitPriceMinor: bigint;
  taxRateBp: number;
  netMinor: bigint;
  taxMinor: bigint;
};

/** A payment towards the invoice that succeeded or is still under way; attempts that failed are no part of its story. */
export type InvoicePayment = {
  id: string;
  /** In money and credit. */
  amountMinor: bigint;
  /** How much of it is credit on account. */
  creditMinor: bigint;
  /** Money that came when the invoice was void, and is credit now. */
  keptMinor: bigint;
  state: string;
  /** At a bank: by when the money has usually arrived. */
  expectedOn: CalendarDate | null;
  at: Date;
  methodBrand: string | null;
  methodLast4: string | null;
  receiptId: string | null;
  receiptNumber: string | null;
};

/** The vendor lowered it; `keptMinor` is what it could not take any more, which is credit on account. */
export type InvoiceCreditNote = {
  id: string;
  number: string;
  amountMinor: bigint;
  keptMinor: bigint;
  reason: string;
  at: Date;
  /** Those from before there were documents have none. */
  hasDocument: boolean;
};

export type InvoiceDetail = {
  id: string;
  number: string;
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
  voidedAt: Date | null;
  voidReason: string | null;
  disputedAt: Date | null;
  disputeReason: string | null;
  /** The part that is not asked for because it is disputed. */
  disputedMinor: bigint;
  /** Null when it can be paid. */
  reason: Unpayable | null;
  lines: InvoiceLine[];
  payments: InvoicePayment[];
  creditNotes: InvoiceCreditNote[];
  /** What came off it again: refunds and disputes. */
  reversals: LoadedReversal[];
};
