import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';

/** The most invoices that are charged with one confirmation. More is refused in words, never cut short. */
export const MAX_INVOICES_PER_BATCH = 10_000;

/** Each invoice is a charge of its own, or all of a customer's in one currency are one charge with one receipt. */
export type ChargePer = 'invoice' | 'customer';
export type RunWhen = 'now' | 'due-dates' | 'date';

/** `processing` from its first charge on, until the last item has ended: a bank may take days. */
export type BatchState = 'scheduled' | 'processing' | 'completed' | 'completed-with-failures' | 'cancelled';

/** Where one selected invoice stands; the last three are its end. */
export const ITEM_OUTCOMES = ['waiting', 'at-bank', 'succeeded', 'failed', 'skipped'] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** Why an invoice is left out; nobody was asked for its money. */
export type SkipReason =
  | 'paid'
  | 'in-flight'
  | 'disputed'
  | 'void'
  | 'draft'
  | 'archived'
  | 'gone'
  | 'no-method'
  | 'debit-returned'
  /** It stands in a charge to come already; a charge at once takes it all the same. */
  | 'scheduled'
  | 'batch-cancelled';

export type CurrencyTotal = { currency: Currency; count: number; amountMinor: bigint };

/** What a batch counts in one currency, by where its items stand. */
export type BatchTotal = CurrencyTotal & { outcome: ItemOutcome };

/** A batch as lists and its page show it. */
export type Batch = {
  id: string;
  staffName: string;
  chargePer: ChargePer;
  runWhen: RunWhen;
  runOn: CalendarDate | null;
  /** The day on which it goes on, while nothing of it is under way and some charges wait for days to come. */
  nextOn: CalendarDate | null;
  /** The batch whose failed items it tries again. */
  retryOf: string | null;
  state: BatchState;
  itemCount: number;
  customerCount: number;
  createdAt: Date;
  /** Which it is of the vendor's batches of that minute, by the vendor's clocks: their names differ by it. */
  nth: number;
  beganAt: Date | null;
  chargedAt: Date | null;
  cancelledAt: Date | null;
  endedAt: Date | null;
  totals: BatchTotal[];
};

export function isOver(state: BatchState): boolean {
  return state !== 'scheduled' && state !== 'processing';
}

export function countOf({ totals }: Pick<Batch, 'totals'>, ...outcomes: ItemOutcome[]): number {
  return totals.filter((total) => outcomes.includes(total.outcome)).reduce((sum, total) => sum + total.count, 0);
}

/** What those items come to, per currency, largest count first. */
export function amountsOf({ totals }: Pick<Batch, 'totals'>, ...outcomes: ItemOutcome[]): CurrencyTotal[] {
  const sums = new Map<Currency, CurrencyTotal>();
  for (const { currency, outcome, count, amountMinor } of totals) {
    if (!outcomes.includes(outcome)) continue;
    const sum = sums.get(currency) ?? { currency, count: 0, amountMinor: 0n };
    sums.set(currency, { currency, count: sum.count + count, amountMinor: sum.amountMinor + amountMinor });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count || a.currency.localeCompare(b.currency));
}
