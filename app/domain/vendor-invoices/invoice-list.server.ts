import type { StaffActor } from '~/auth/actor';
import { listSavedViews, type SavedView } from '~/domain/saved-views/list-saved-views.server';
import { NOTHING_SELECTED, type StaffSelectionSummary } from '~/domain/staff-selections/staff-selection';
import { summarizeStaffSelection } from '~/domain/staff-selections/summarize-staff-selection.server';
import { dateIn, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { deskSearch } from './desk-query';
import { readDeskScope, type ReadScope } from './desk-scope.server';
import { findByNumber, type Numbered } from './find-by-number.server';
import { listDeskInvoices, type DeskPage } from './list-invoices.server';
import { readTabTotals, type TabTotals } from './tallies.server';

export type InvoiceListView = DeskPage &
  Omit<ReadScope, 'scope'> & {
    query: ReadScope['scope']['view'];
    totals: TabTotals;
    /** Every currency that the vendor has an invoice in. */
    currencies: Currency[];
    selection: StaffSelectionSummary;
    views: SavedView[];
    today: CalendarDate;
    /** The one invoice whose whole number was searched for, in whichever tab it stands. */
    exact: Numbered | null;
  };

type Refusal = { kind: 'page-is-gone'; startAt: string } | { kind: 'opens-with'; startAt: string };
type Zoned = { timeZone: string; now: Date };

/**
 * The vendor's list for an address: a handful of statements, however many invoices there are. Refuses a page that has
 * emptied since its address was made, and an address that asks for nothing where somebody has a view to open with; both
 * say where to go.
 */
export async function invoiceList(
  actor: StaffActor,
  params: URLSearchParams,
  zoned: Zoned,
): Promise<Result<{ view: InvoiceListView }, Refusal>> {
  const { vendorId, staffId } = actor;
  const reading = readDeskScope(actor, params, zoned);
  const [totals, { scope, ...about }, page, exact, views, selection] = await Promise.all([
    readTabTotals(vendorId, dateIn(zoned.timeZone, zoned.now)),
    reading,
    reading.then((read) => listDeskInvoices({ ...read.scope, staffId })),
    reading.then((read) => findByNumber(read.scope)),
    listSavedViews(actor),
    actor.role === 'viewer' ? NOTHING_SELECTED : summarizeStaffSelection(actor),
  ]);
  const opensWith = views.find((view) => view.isDefault);
  if (opensWith && params.size === 0) return refuse({ kind: 'opens-with', startAt: opensWith.search });
  const query = page.sortedBy ? { ...scope.view, order: { ...scope.view.order, sort: page.sortedBy } } : scope.view;
  if (page.rows.length === 0 && (query.after || query.before))
    return refuse({ kind: 'page-is-gone', startAt: deskSearch({ ...query, after: null, before: null }) });
  const currencies = totals.all.sums.map(({ currency }) => currency);
  return {
    ok: true,
    view: { ...page, ...about, query, totals, currencies, selection, views, today: scope.today, exact },
  };
}
