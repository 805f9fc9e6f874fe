import type { CurrencyTotal } from '~/domain/batch-payments/batch-payment';
import type { BatchPlan } from '~/domain/batch-payments/plan-batch.server';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { formatMoney } from '~/lib/money';

/** What was chosen: at once, all on one date, or each on its own due date. */
export type When = 'now' | 'date' | 'due-dates';
type Planned = Pick<BatchPlan, 'chargeable' | 'totals' | 'overdue'>;

const moneyOf = (totals: readonly CurrencyTotal[]) =>
  totals.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)).join(' + ');

/** So many are charged at once where each is charged on its own due date. */
export function countOverdue({ overdue }: Pick<Planned, 'overdue'>): number {
  return overdue.reduce((sum, { count }) => sum + count, 0);
}

/** How many are charged at once by this choice. */
function atOnce(plan: Planned, when: When): number {
  if (when === 'now') return plan.chargeable;
  return when === 'date' ? 0 : countOverdue(plan);
}

/** The button that confirms: "Charge 43 now, schedule 7 · $12,236.56". */
export function confirmWords(plan: Planned, when: When): string {
  const [all, due] = [invoiceCount(plan.chargeable), atOnce(plan, when)];
  const sum = moneyOf(plan.totals);
  if (when === 'now') return `Charge ${all} · ${sum}`;
  if (due === 0) return `Schedule ${all} · ${sum}`;
  if (due === plan.chargeable) return `Charge ${all} now · ${sum}`;
  return `Charge ${countText(due)} now, schedule ${countText(plan.chargeable - due)} · ${sum}`;
}

/** What the button says while it is confirmed. */
export function confirmingWords(plan: Planned, when: When): string {
  return atOnce(plan, when) > 0 ? 'Starting…' : 'Scheduling…';
}

/** The page's heading. */
export function titleWords(plan: Planned, when: When): string {
  const due = atOnce(plan, when);
  if (due === 0) return 'Charge later';
  return due === plan.chargeable ? 'Charge now' : 'Charge now and later';
}

/** What follows "50 invoices of 12 customers": " to be charged: 43 now, 7 on days to come". */
export function toBeChargedWords(plan: Planned, when: When): string {
  const due = atOnce(plan, when);
  if (when === 'now' || due === 0) return 'to be charged';
  if (due === plan.chargeable) return 'to be charged now';
  const later = plan.chargeable - due;
  return `to be charged: ${countText(due)} now, ${countText(later)} on ${later === 1 ? 'a day' : 'days'} to come`;
}

/** What "Each on its own due date" does with those that are due already. */
export function overdueWords(plan: Planned): string {
  const due = countOverdue(plan);
  if (due === 0) return 'At the beginning of that day.';
  const who =
    due === plan.chargeable
      ? due === 1
        ? 'It is due already and is'
        : 'All of them are due already and are'
      : `${countText(due)} of them ${due === 1 ? 'is due already and is' : 'are due already and are'}`;
  return `${who} charged at once: ${moneyOf(plan.overdue)}.`;
}
