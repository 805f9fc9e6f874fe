import { Form, useNavigate, useNavigation, useSubmit } from '@remix-run/react';
import { useCallback, useMemo, useRef, useState, type FormEvent, type MouseEvent } from 'react';
import { deskSearch } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { ListHelp } from '~/components/invoices/list-help';
import { useListKeys } from '~/components/invoices/use-list-keys';
import { useSavedTicks } from '~/components/invoices/use-saved-ticks';
import { useTicks } from '~/components/invoices/use-ticks';
import { Banner } from '~/components/ui/banner';
import { ButtonLink } from '~/components/ui/button';
import { PageTitle } from '~/components/ui/page-title';
import { paths } from '~/lib/paths';
import { BulkBar } from './bulk-bar';
import { InvoiceChips } from './invoice-chips';
import { InvoicePager } from './invoice-pager';
import { InvoiceRows } from './invoice-rows';
import { InvoiceTabs } from './invoice-tabs';
import { InvoiceToolbar } from './invoice-toolbar';
import { NoInvoices } from './no-invoices';
import { selectedNow } from './selected-now';

export type InvoicesPageProps = {
  view: InvoiceListView;
  mayAct: boolean;
  done: { title: string; next: string } | null;
  refused: string | null;
};

/** The vendor's invoices: tabs, search and filter, a page of rows, and what is done with those that are selected. */
export function InvoicesPage({ view, mayAct, done, refused }: InvoicesPageProps) {
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
      {refused && (
        <Banner tone="red" title={refused} className="mb-4">
          Nothing was changed.
        </Banner>
      )}
      {done && !refused && (
        <Banner tone="green" title={done.title} className="mb-4 print:hidden">
          {done.next}
        </Banner>
      )}
      <InvoicesCard view={view} mayAct={mayAct} />
    </>
  );
}

/** The list; the rows and the bar are one form, whose every button first stores what is ticked on this page. */
function InvoicesCard({ view, mayAct }: { view: InvoiceListView; mayAct: boolean }) {
  const { rows, query, selection } = view;
  const busy = useNavigation().state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const ticks = useTicks(rows);
  const { body, headBox, tickPage } = ticks;
  const loaded = useMemo(() => new Set(rows.filter((row) => row.ticked).map((row) => row.id)), [rows]);
  const saving = useSavedTicks(form, ticks.ticked, loaded, paths.vendor.invoiceTicks);
  const selected = useMemo(() => selectedNow(selection, rows, ticks.ticked), [selection, rows, ticks.ticked]);
  const [helpOpen, setHelpOpen] = useState(false);
  const help = useCallback(() => setHelpOpen(true), []);
  useListKeys({ ...ticks, help });
  const navigate = useNavigate();
  const submit = useSubmit();

  /** With ticks that are not stored yet, the way to another view of the list stores them first. */
  const go = (search: string) => {
    if (!form.current || saving.isSaved(ticks.ticked)) return navigate({ search }, { preventScrollReset: true });
    saving.stop();
    const data = new FormData(form.current);
    data.set('intent', `go:${search}`);
    submit(data, { method: 'post', action: paths.vendor.invoices, preventScrollReset: true });
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    ticks.onClick(event);
    const link = (event.target as Element).closest('a');
    if (!link || link.pathname !== paths.vendor.invoices || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || saving.isSaved(ticks.ticked)) return;
    event.preventDefault();
    go(link.search);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    saving.stop();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const intent = submitter instanceof HTMLButtonElement ? submitter.value : '';
    if (intent === 'export') download(event);
    if (!intent.startsWith('go:') || !saving.isSaved(ticks.ticked)) return;
    event.preventDefault();
    navigate({ search: intent.slice(3) }, { preventScrollReset: true });
  };
  const list = (
    <>
      {rows.length > 0 ? (
        <InvoiceRows view={view} mayAct={mayAct} bodyRef={body} headBoxRef={headBox} tickPage={tickPage} />
      ) : (
        <NoInvoices view={view} />
      )}
      <InvoicePager view={view} mayAct={mayAct} />
    </>
  );
  return (
    <>
      {/* Keyboard users have the boxes and links themselves; this only follows what they do. */}
      <div
        id="list"
        className={`rounded-card border-line bg-card border transition-opacity print:border-0 ${busy ? 'opacity-60' : ''}`}
        aria-busy={busy}
        onClickCapture={onClick}
      >
        <InvoiceTabs view={view} />
        <InvoiceToolbar view={view} mayAct={mayAct} go={go} />
        <InvoiceChips view={view} />
        {mayAct ? (
          <Form
            ref={form}
            method="post"
            action={paths.vendor.invoices}
            onSubmit={onSubmit}
            preventScrollReset
            autoComplete="off"
          >
            {/* Enter on a tick presses the form's first button, where no script opens the row. */}
            <button name="intent" value="keep" tabIndex={-1} aria-hidden className="sr-only">
              Keep the ticks
            </button>
            <input type="hidden" name="here" value={deskSearch(query)} />
            <input type="hidden" name="shown" value={rows.map((row) => row.id).join(',')} />
            <BulkBar view={view} selected={selected} ticked={ticks.ticked.size} />
            {list}
          </Form>
        ) : (
          list
        )}
      </div>
      <ListHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

/** A file is no page: the browser posts the form by itself and stays. */
function download(event: FormEvent<HTMLFormElement>): void {
  event.preventDefault();
  const form = event.currentTarget;
  form.action = paths.vendor.invoicesCsv;
  form.submit();
  form.action = paths.vendor.invoices;
}
