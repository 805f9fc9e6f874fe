import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { Unpayable } from '~/domain/invoices/payability';

export type ChargeState = 'scheduled' | 'running' | 'retrying' | 'succeeded' | 'failed' | 'cancelled';
export type ChargeKind = 'scheduled' | 'autopay';

/** Why a charge was cancelled. One that failed, or is tried again, carries the gateway's code instead. */
export type CancelReason =
  'customer' | 'staff' | 'nothing-left' | 'method-removed' | 'above-cap' | 'too-small' | 'autopay-off' | 'due-later';

/** Why an invoice left a charge. `due-later`: its due date was moved past the date that AutoPay had announced. */
export type DropReason = Unpayable | 'due-later';

/** It may still be cancelled, and its invoices stand in it: its date, or the date of its next try, is to come. */
export function isWaiting(state: ChargeState): boolean {
  return state === 'scheduled' || state === 'retrying';
}

export function isOver(state: ChargeState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}

/** A charge as lists show it. */
export type ListedCharge = {
  id: string;
  kind: ChargeKind;
  state: ChargeState;
  currency: Currency;
  /** What is to be charged now: of each invoice what was agreed, or less where less is left. */
  amountMinor: bigint;
  invoiceCount: number;
  nextOn: CalendarDate;
  methodBrand: string;
  methodLast4: string;
};

/** What a customer is to be charged, as their lists show it: also what a batch of the vendor's charges on one day, which they cannot stop and which has no page. */
export type ChargeToCome = Omit<ListedCharge, 'kind'> & { kind: ChargeKind | 'batch' };

export type ChargeInvoice = {
  invoiceId: string;
  number: string;
  summary: string;
  amountMinor: bigint;
  dropReason: DropReason | null;
};
