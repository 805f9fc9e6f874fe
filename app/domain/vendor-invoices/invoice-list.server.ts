import type { StaffActor } from '~/auth/actor';
import { dateIn, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { deskSearch, parseDeskQuery, type DeskProblems, type DeskQuery, type TypedFields } from './desk-query';
import { findCustomer, type FoundCustomer } from './find-customer.server';
import { listDeskInvoices, type DeskPage } from './list-invoices.server';
import { readTabTotals, type TabTotals } from './tallies.server';

export type InvoiceListView = DeskPage & {
  query: DeskQuery;
  problems: DeskProblems;
  typed: TypedFields;
  customer: FoundCustomer | null;
  /** Whom the customer field may mean, where it names nobody for certain. */
  offered: FoundCustomer[];
  totals: TabTotals;
  /** Every currency that the vendor has an invoice in. */
  currencies: Currency[];
  today: CalendarDate;
};

type Refusal = { kind: 'page-is-gone'; startAt: string };
type Zoned = { timeZone: string; now: Date };

/**
 * The vendor's list for an address: a handful of statements, however many invoices there are. Refuses a page that has
 * emptied since its address was made, and says where the list starts.
 */
export async function invoiceList(
  { vendorId, staffId }: StaffActor,
  params: URLSearchParams,
  { timeZone, now }: Zoned,
): Promise<Result<{ view: InvoiceListView }, Refusal>> {
  const today = dateIn(timeZone, now);
  const { query, problems, typed } = parseDeskQuery(params);
  const [totals, { customer, offered }] = await Promise.all([
    readTabTotals(vendorId, today),
    query.filter.customer === '' ? { customer: null, offered: [] } : findCustomer(vendorId, query.filter.customer),
  ]);
  if (query.filter.customer !== '' && !customer)
    problems.customer =
      offered.length > 0 ? 'More than one customer begins so.' : 'No customer of yours has that number or name.';
  const page = await listDeskInvoices({ vendorId, staffId, view: query, customerId: customer?.id ?? null, today });
  if (page.rows.length === 0 && (query.after || query.before))
    return refuse({ kind: 'page-is-gone', startAt: deskSearch({ ...query, after: null, before: null }) });
  const shown = page.sortedBy ? { ...query, order: { ...query.order, sort: page.sortedBy } } : query;
  const currencies = totals.all.sums.map(({ currency }) => currency);
  return { ok: true, view: { ...page, query: shown, problems, typed, customer, offered, totals, currencies, today } };
}
