import { Link } from '@remix-run/react';
import { deskSearch } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { TAB_LABELS, TABS } from '~/domain/vendor-invoices/list-tabs';

/** Each tab keeps the filter and the order. Disputed shows where there are some. */
export function InvoiceTabs({ view: { query, totals } }: { view: InvoiceListView }) {
  const shown = TABS.filter((tab) => tab !== 'disputed' || totals.disputed.count > 0 || query.tab === 'disputed');
  return (
    <nav aria-label="States" className="border-line overflow-x-auto border-b px-3 py-2.5 print:hidden">
      <ul className="flex gap-1">
        {shown.map((tab) => (
          <li key={tab}>
            <Link
              to={deskSearch({ tab, filter: query.filter, order: query.order })}
              prefetch="intent"
              preventScrollReset
              aria-current={query.tab === tab ? 'page' : undefined}
              className="rounded-control text-second hover:text-ink aria-[current=page]:bg-neutral aria-[current=page]:text-ink flex min-h-[33px] items-center gap-1.5 px-[11px] text-[0.875rem] whitespace-nowrap focus-visible:-outline-offset-2 aria-[current=page]:font-semibold pointer-coarse:min-h-11"
            >
              {TAB_LABELS[tab]}
              {totals[tab].count > 0 && (
                <span className="tabular-nums">{totals[tab].count.toLocaleString('en-US')}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
