import type { ContactActor } from '~/auth/actor';
import { summarizeSelection } from '~/domain/selections/summarize-selection.server';
import { dateIn, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { countOpenInvoices } from './count-open-invoices.server';
import { listOpenInvoices } from './list-open-invoices.server';
import { askedCurrency, isNarrowed, listSearch, parseListQuery, type ListFilter } from './list-query';
import { listUnpayableInvoices } from './list-unpayable-invoices.server';
import type { InvoiceScope, OpenTotals } from './open-invoice';
import type { OpenListView } from './open-list-view';
import { openTotals } from './open-totals.server';

type Refusal = { kind: 'page-is-gone'; startAt: string };

/**
 * The open-invoices page for an address: five statements at most, however many invoices are open. Refuses a
 * page that has emptied since its address was made (its rows were paid) and says where the list starts.
 */
export async function openList(actor: ContactActor, params: URLSearchParams, timeZone: string, now: Date): Promise<Result<{ view: OpenListView }, Refusal>> {
  const today = dateIn(timeZone, now);
  const totals = await openTotals(actor, today);
  // An address may name a currency in which nothing is open any more.
  const own = totals.find((total) => total.currency === askedCurrency(params)) ?? totals[0];
  const currency = own?.currency ?? 'USD';
  const { query, problems } = parseListQuery(params, currency);
  const [page, matching, selection, unpayable] = await Promise.all([
    listOpenInvoices(actor, currency, query, today),
    match(actor, currency, query.filter, own, today),
    summarizeSelection(actor),
    listUnpayableInvoices({ ...actor, timeZone }, now),
  ]);
  if (page.rows.length === 0 && (query.after || query.before)) {
    return refuse({ kind: 'page-is-gone', startAt: listSearch({ ...query, after: null, before: null }, currency) });
  }
  const typed = (name: string) => params.get(name)?.slice(0, 100) ?? '';
  return {
    ok: true,
    view: {
      currency,
      totals,
      query,
      typed: { q: query.filter.search, from: typed('from'), to: typed('to'), min: typed('min'), max: typed('max') },
      problems,
      ...page,
      matching,
      selection,
      unpayable,
      today,
      mayPay: actor.role === 'payer',
    },
  };
}

/** How many pass the filter. The totals know already where the filter is none, or an age alone. */
async function match(scope: InvoiceScope, currency: Currency, filter: ListFilter, own: OpenTotals | undefined, today: CalendarDate) {
  if (!own) return { count: 0, dueMinor: 0n };
  if (!isNarrowed(filter)) return { count: own.count, dueMinor: own.dueMinor };
  const bucket = isNarrowed({ ...filter, age: null }) ? undefined : own.buckets.find((each) => each.bucket === filter.age);
  return bucket ? { count: bucket.count, dueMinor: bucket.dueMinor } : countOpenInvoices(scope, currency, filter, today);
}
