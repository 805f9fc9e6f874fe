import type { ContactActor } from '~/auth/actor';
import { askedCurrency, parseListQuery } from '~/domain/invoices/list-query';
import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import { dateIn } from '~/lib/dates';
import { clearSelection } from './clear-selection.server';
import { keepFirst } from './keep-first.server';
import { keepTicks } from './keep-ticks.server';
import { selectMatching } from './select-matching.server';
import type { SelectionChange } from './selection';

/**
 * Stores the page's ticks, then does what the pressed button asks: two statements at most. Safe to repeat, and
 * never refuses: whatever is sent, only invoices this customer can pay are selected.
 */
export async function changeSelection(
  actor: ContactActor,
  { shown, ticked, then }: SelectionChange,
  timeZone: string,
  now: Date,
): Promise<void> {
  if (then.kind === 'clear') return clearSelection(actor, now);
  if (shown.length > 0) await keepTicks(actor, { shown, ticked }, now);
  if (then.kind === 'keep-first') return keepFirst(actor, then.currency, MAX_INVOICES_PER_PAYMENT, now);
  if (then.kind === 'add-matching') {
    const currency = askedCurrency(then.params);
    if (currency)
      await selectMatching(
        actor,
        currency,
        parseListQuery(then.params, currency).query.filter,
        dateIn(timeZone, now),
        now,
      );
  }
}
