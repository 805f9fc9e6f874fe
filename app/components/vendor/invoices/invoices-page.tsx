import { useNavigation } from '@remix-run/react';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { ButtonLink } from '~/components/ui/button';
import { PageTitle } from '~/components/ui/page-title';
import { paths } from '~/lib/paths';
import { InvoiceChips } from './invoice-chips';
import { InvoicePager } from './invoice-pager';
import { InvoiceRows } from './invoice-rows';
import { InvoiceTabs } from './invoice-tabs';
import { InvoiceToolbar } from './invoice-toolbar';
import { NoInvoices } from './no-invoices';

/** The vendor's invoices: tabs, search and filter, a page of rows. */
export function InvoicesPage({ view, mayAct }: { view: InvoiceListView; mayAct: boolean }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <PageTitle
        title="Invoices"
        aside={
          mayAct && (
            <ButtonLink to={paths.vendor.newInvoice} variant="primary">
              New invoice
            </ButtonLink>
          )
        }
      />
      <div
        id="list"
        className={`rounded-card border-line bg-card border transition-opacity print:border-0 ${busy ? 'opacity-60' : ''}`}
        aria-busy={busy}
      >
        <InvoiceTabs view={view} />
        <InvoiceToolbar view={view} />
        <InvoiceChips view={view} />
        {view.rows.length > 0 ? <InvoiceRows view={view} /> : <NoInvoices view={view} />}
        <InvoicePager view={view} />
      </div>
    </>
  );
}
