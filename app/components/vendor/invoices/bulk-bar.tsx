import type { ReactNode } from 'react';
import { MAX_INVOICES_PER_BATCH } from '~/domain/batch-payments/batch-payment';
import type { StaffSelectionSummary } from '~/domain/staff-selections/staff-selection';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { BULK_PAGES, type BulkPage } from './bulk-actions';
import { heldWords, numbersWords } from './bulk-words';
import type { InvoicesIntent } from './invoices-form';

type BarProps = {
  view: InvoiceListView;
  selected: StaffSelectionSummary;
  /** How many of this page's rows. */ ticked: number;
};

const QUIET =
  'rounded-control min-h-[38px] shrink-0 px-3.5 text-[0.875rem] font-semibold whitespace-nowrap hover:bg-bar-hover focus-visible:-outline-offset-2 aria-disabled:opacity-55 aria-disabled:hover:bg-transparent pointer-coarse:min-h-11';
/** On a phone one line that is moved sideways; what goes on is faded, and the last can be moved clear of that. */
const ACTIONS =
  'flex min-w-0 items-center gap-1 sm:flex-wrap max-sm:-ms-4 max-sm:-me-2.5 max-sm:grow max-sm:basis-full max-sm:overflow-x-auto max-sm:ps-2.5 max-sm:pe-8 max-sm:[scrollbar-width:none] max-sm:[mask-image:linear-gradient(to_right,black_calc(100%_-_2rem),transparent)]';

/** What is selected, on all pages, and what can be done with it. What cannot says why below, and the way out. */
export function BulkBar({ view, selected, ticked }: BarProps) {
  const { count, due, notArchivable, archived } = selected;
  const held = notArchivable.count > 0;
  return (
    <div className={`sticky top-2 z-20 px-3 pt-2.5 print:hidden ${count === 0 ? 'hidden noscript:block' : ''}`}>
      <div className="bulk-bar rounded-card bg-bar text-bar-ink shadow-ticket flex flex-wrap items-center gap-x-3 gap-y-1 py-2 ps-4 pe-2.5 sm:gap-y-2">
        <p className="me-auto text-[0.875rem] tabular-nums" aria-live="polite">
          <strong className="font-semibold">
            {count.toLocaleString('en-US')} selected
            {due.map(({ currency, dueMinor }) => ` · ${formatMoney(dueMinor, currency)}`)}
          </strong>
          <SelectionLinks view={view} selected={selected} ticked={ticked} />
        </p>
        <div className={ACTIONS}>
          <Press intent="keep" className={`${QUIET} hidden noscript:inline-block`}>
            Keep the ticks
          </Press>
          {(Object.keys(BULK_PAGES) as BulkPage[]).map((intent) => (
            <Press
              key={intent}
              intent={intent}
              off={intent === 'link' ? whyNotCharged(selected) === 'none' : whyNotCharged(selected) !== null}
              about="bulk-charge"
              className={intent === 'charge-now' ? `${QUIET} bg-green text-green-on hover:bg-green-strong` : QUIET}
            >
              {BULK_PAGES[intent].label}
            </Press>
          ))}
          {archived < count && (
            <Press intent="archive" off={held} about="bulk-archive" className={QUIET}>
              Archive
            </Press>
          )}
          {archived > 0 && (
            <Press intent="unarchive" className={QUIET}>
              Unarchive{archived < count ? ` ${archived.toLocaleString('en-US')}` : ''}
            </Press>
          )}
          <button name="intent" value="export" formAction={paths.vendor.invoicesCsv} className={QUIET}>
            Export CSV
          </button>
        </div>
      </div>
      <Reasons selected={selected} />
    </div>
  );
}

type PressProps = { intent: InvoicesIntent; off?: boolean; about?: string; className: string; children: ReactNode };

/** A disabled one stays focusable, so that its reason can be heard. */
function Press({ intent, off = false, about, className, children }: PressProps) {
  return (
    <button
      name="intent"
      value={intent}
      aria-disabled={off || undefined}
      aria-describedby={off ? about : undefined}
      onClick={off ? (event) => event.preventDefault() : undefined}
      className={className}
    >
      {children}
    </button>
  );
}

/** "All 412?" and "Clear", each only where it would do something. */
function SelectionLinks({ view, selected, ticked }: BarProps) {
  const { matching, totals, query, rows, previous, next } = view;
  const all = matching?.count ?? totals[query.tab].count;
  const more = matching?.more ?? false;
  const rest = ticked < rows.length || previous !== null || next !== null;
  const look =
    'rounded-small text-bar-second ms-2.5 sm:ms-3 hover:text-bar-ink underline underline-offset-2 pointer-coarse:min-h-11';
  return (
    <>
      {rest && (more || selected.count < all) && (
        <button name="intent" value="select-all" className={look}>
          <span className="max-sm:sr-only">Select all</span>
          <span aria-hidden className="sm:hidden">
            All
          </span>{' '}
          {more ? 'that match' : all.toLocaleString('en-US')}
        </button>
      )}
      {selected.count > 0 && (
        <button name="intent" value="clear" className={look}>
          Clear
        </button>
      )}
    </>
  );
}

/** Why none of it can be charged, or not all at once; null where it can. */
function whyNotCharged({ count, notPayable }: StaffSelectionSummary): 'none' | 'too-many' | null {
  if (notPayable.count >= count) return 'none';
  return count > MAX_INVOICES_PER_BATCH ? 'too-many' : null;
}

function Reasons({ selected }: { selected: StaffSelectionSummary }) {
  const { count, notPayable, notArchivable } = selected;
  if (count === 0) return null;
  const most = MAX_INVOICES_PER_BATCH.toLocaleString('en-US');
  return (
    <div className="text-small text-second bg-card px-4 pt-2 pb-1">
      {notPayable.count > 0 && (
        <p id={whyNotCharged(selected) === 'none' ? 'bulk-charge' : undefined}>
          {numbersWords(notPayable)} {notPayable.count === 1 ? 'is' : 'are'} not open and cannot be charged.{' '}
          {notPayable.count < count && <WayOut intent="drop-not-payable" count={notPayable.count} />}
        </p>
      )}
      {whyNotCharged(selected) === 'too-many' && (
        <p id="bulk-charge">
          At most {most} invoices are charged at once.{' '}
          <button name="intent" value="keep-first" className={WAY_OUT}>
            Keep the {most} due first
          </button>
        </p>
      )}
      {notArchivable.count > 0 && (
        <p id="bulk-archive">
          {heldWords(notArchivable)} and cannot be archived.{' '}
          {notArchivable.count < count && <WayOut intent="drop-not-archivable" count={notArchivable.count} />}
        </p>
      )}
    </div>
  );
}

const WAY_OUT = 'rounded-small text-green font-semibold hover:underline';

function WayOut({ intent, count }: { intent: InvoicesIntent; count: number }) {
  return (
    <button name="intent" value={intent} className={WAY_OUT}>
      Unselect {count === 1 ? 'it' : 'them'}
    </button>
  );
}
