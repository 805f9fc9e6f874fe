import type { CalendarDate } from '~/lib/dates';
import { sumMinor, type Currency } from '~/lib/money';
import type { ChargePer, RunWhen, SkipReason } from './batch-payment';

/** A charge may be put off for so many days. */
export const DAYS_AHEAD = 366;

/** A selected invoice as it stands at this moment. */
export type SelectedInvoice = {
  invoiceId: string;
  customerId: string;
  currency: Currency;
  dueOn: CalendarDate;
  dueMinor: bigint;
  /** Null: it can be charged. */
  skip: SkipReason | null;
};

export type PlannedItem = SelectedInvoice & { position: number };

export type PlannedCharge = {
  customerId: string;
  currency: Currency;
  /** The date at whose beginning it is made; null: at once. */
  runOn: CalendarDate | null;
  amountMinor: bigint;
  items: PlannedItem[];
};

export type BatchOptions = { chargePer: ChargePer; when: RunWhen; runOn: CalendarDate | null };

/**
 * Divides the selection into charges, each of one customer in one currency on one day and of no more invoices than a
 * payment takes. Every selected invoice is in one charge or skipped, once, in the order given.
 */
export function planCharges(
  invoices: readonly SelectedInvoice[],
  options: BatchOptions,
  { today, maxItems }: { today: CalendarDate; maxItems: number },
): { charges: PlannedCharge[]; skipped: PlannedItem[] } {
  const skipped: PlannedItem[] = [];
  const charges: PlannedItem[][] = [];
  const filling = new Map<string, PlannedItem[]>();
  invoices.forEach((invoice, position) => {
    const item = { ...invoice, position };
    if (invoice.skip !== null) return void skipped.push(item);
    const { customerId, currency, invoiceId } = invoice;
    const key =
      options.chargePer === 'invoice' ? invoiceId : [customerId, currency, runOnOf(invoice, options, today)].join(' ');
    const open = filling.get(key);
    if (open && open.length < maxItems) return void open.push(item);
    const charge = [item];
    filling.set(key, charge);
    charges.push(charge);
  });
  return {
    skipped,
    charges: charges.map((items) => {
      const [first] = items as [PlannedItem];
      const { customerId, currency } = first;
      const amountMinor = sumMinor(items.map((item) => item.dueMinor));
      return { customerId, currency, runOn: runOnOf(first, options, today), amountMinor, items };
    }),
  };
}

/** What fell due is charged at once. */
function runOnOf({ dueOn }: SelectedInvoice, { when, runOn }: BatchOptions, today: CalendarDate): CalendarDate | null {
  const on = when === 'now' ? null : when === 'date' ? runOn : dueOn;
  return on !== null && on > today ? on : null;
}
