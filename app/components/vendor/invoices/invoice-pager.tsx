import type { ReactNode } from 'react';
import { buttonClass, ButtonLink } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { deskSearch } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { decodeDeskCursor } from '~/domain/vendor-invoices/list-order';

/** The way through the pages. There are no page numbers: rows come and go as they are paid. */
export function InvoicePager({ view, mayAct }: { view: InvoiceListView; mayAct: boolean }) {
  const { query, previous, next, rows, matching, totals } = view;
  if (!previous && !next) return null;
  const { sort } = query.order;
  const count = (matching?.count ?? totals[query.tab].count).toLocaleString('en-US');
  return (
    <nav
      aria-label="Pages"
      className="border-line text-small text-second flex items-center justify-between gap-3 border-t px-4 py-3 print:hidden"
    >
      <span>
        {rows.length} of {matching?.more ? `more than ${count}` : count}
      </span>
      <span className="flex gap-2">
        {previous && (
          <Go to={deskSearch({ ...query, after: null, before: decodeDeskCursor(previous, sort) })} mayAct={mayAct}>
            <Icon name="chevron-left" size={16} />
            Previous
          </Go>
        )}
        {next && (
          <Go to={deskSearch({ ...query, before: null, after: decodeDeskCursor(next, sort) })} mayAct={mayAct}>
            Next
            <Icon name="chevron-right" size={16} />
          </Go>
        )}
      </span>
    </nav>
  );
}

/** For whoever ticks, a button that stores the ticks on the way, without scripts too. */
function Go({ to, mayAct, children }: { to: string; mayAct: boolean; children: ReactNode }) {
  if (!mayAct) return <ButtonLink to={to}>{children}</ButtonLink>;
  return (
    <button name="intent" value={`go:${to}`} className={buttonClass()}>
      {children}
    </button>
  );
}
