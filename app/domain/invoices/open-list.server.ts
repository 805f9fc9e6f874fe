import type { ContactActor } from '~/auth/actor';
import {
  readAvailableCredit,
  selectAvailableCredit,
  type AvailableCreditRow,
} from '~/domain/credits/available-credit.server';
import { readCharges, selectCharges, type ChargeToComeRow } from '~/domain/scheduled-charges/list-charges.server';
import { readSelected, selectSelected, type SelectedRow } from '~/domain/selections/summarize-selection.server';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { readRows, sql, type Prisma } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';
import { asTyped, typedNumber } from '~/lib/languages/typed-number';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { countOpenInvoices } from './count-open-invoices.server';
import { listOpenInvoices } from './list-open-invoices.server';
import { askedCurrency, isNarrowed, listSearch, parseListQuery, type ListFilter } from './list-query';
import type { InvoiceScope, OpenTotals } from './open-invoice';
import type { OpenListView } from './open-list-view';
import { readTotals, selectTotals, type TotalRow } from './open-totals.server';
import { readRecentPayments, selectRecentPayments, type RecentPaymentRow } from './recent-payments.server';
import { readUnpayable, selectUnpayable, type UnpayableRow } from './unpayable-invoices.server';

type Refusal = { kind: 'page-is-gone'; startAt: string };

/**
 * The open-invoices page for an address: three statements at most, however many invoices are open. Refuses a
 * page that has emptied since its address was made (its rows were paid) and says where the list starts.
 */
export async function openList(
  actor: ContactActor,
  params: URLSearchParams,
  timeZone: string,
  now: Date,
  language: Language = 'en',
): Promise<Result<{ view: OpenListView }, Refusal>> {
  const today = dateIn(timeZone, now);
  const around = await loadAround(actor, today, now);
  const totals = readTotals(around.totals);
  // An address may name a currency in which nothing is open any more.
  const own = totals.find((total) => total.currency === askedCurrency(params)) ?? totals[0];
  const currency = own?.currency ?? 'USD';
  const { query, problems } = parseListQuery(params, currency, language);
  const [page, matching] = await Promise.all([
    listOpenInvoices(actor, currency, query, today),
    match(actor, currency, query.filter, own, today),
  ]);
  if (page.rows.length === 0 && (query.after || query.before)) {
    return refuse({ kind: 'page-is-gone', startAt: listSearch({ ...query, after: null, before: null }, currency) });
  }
  const typed = (name: string) => params.get(name)?.slice(0, 100) ?? '';
  const { minMinor, maxMinor } = query.filter;
  /** The address holds it plain; the field shows it as the language has it. A mistake stays as it was typed. */
  const amount = (name: string, minor: bigint | null) =>
    minor === null ? asTyped(typed(name)) : typedNumber(typed(name), language);
  return {
    ok: true,
    view: {
      currency,
      totals,
      query,
      typed: {
        q: query.filter.search,
        from: typed('from'),
        to: typed('to'),
        min: amount('min', minMinor),
        max: amount('max', maxMinor),
      },
      problems,
      ...page,
      matching,
      selection: readSelected(around.selected),
      unpayable: readUnpayable(around.unpayable, timeZone),
      ...readRecentPayments(around.payments, timeZone),
      credit: readAvailableCredit(around.credit),
      charges: readCharges(around.charges),
      today,
      mayPay: actor.role === 'payer',
    },
  };
}

type Around = {
  credit: AvailableCreditRow[];
  totals: TotalRow[];
  selected: SelectedRow[];
  unpayable: UnpayableRow[];
  payments: RecentPaymentRow[];
  charges: ChargeToComeRow[];
};

/** What stands around the rows, in one statement: each has to be asked for on every page, and a round trip costs more than it. */
async function loadAround(actor: ContactActor, today: CalendarDate, now: Date): Promise<Around> {
  const asJson = (rows: Prisma.Sql) => sql`(SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM (${rows}) r)`;
  const [around] = await readRows<Around>(sql`
    SELECT ${asJson(selectTotals(actor, today))} AS totals, ${asJson(selectSelected(actor))} AS selected, ${asJson(selectUnpayable(actor, now))} AS unpayable,
      ${asJson(selectRecentPayments(actor, now))} AS payments, ${asJson(selectAvailableCredit(actor))} AS credit, ${asJson(selectCharges(actor))} AS charges`);
  return around!;
}

/** How many pass the filter. The totals know already where the filter is none, or an age alone. */
async function match(
  scope: InvoiceScope,
  currency: Currency,
  filter: ListFilter,
  own: OpenTotals | undefined,
  today: CalendarDate,
) {
  if (!own) return { count: 0, dueMinor: 0n };
  if (!isNarrowed(filter)) return { count: own.count, dueMinor: own.dueMinor };
  const bucket = isNarrowed({ ...filter, age: null })
    ? undefined
    : own.buckets.find((each) => each.bucket === filter.age);
  return bucket
    ? { count: bucket.count, dueMinor: bucket.dueMinor }
    : countOpenInvoices(scope, currency, filter, today);
}
