import { Form } from '@remix-run/react';
import { useRef, type FormEvent } from 'react';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { useTypedFields } from '~/components/invoices/use-typed-fields';
import { Icon } from '~/components/ui/icon';
import { paths } from '~/lib/paths';
import { buttonClass } from '~/components/ui/button';
import { deskSearch } from '~/domain/vendor-invoices/desk-query';
import { SavedViews } from './saved-views';
import { InvoiceFilterPanel } from './invoice-filter-panel';

type ToolbarProps = {
  view: InvoiceListView;
  mayAct: boolean;
  /** Leads to another view of the list. */ go: (search: string) => void;
};

/** The search and the filter, a form whose answer is an address; the views that are kept; the file. */
export function InvoiceToolbar({ view, mayAct, go }: ToolbarProps) {
  const { query, typed, problems } = view;
  const form = useRef<HTMLFormElement>(null);
  useTypedFields(form, typed, Object.keys(problems).length > 0);
  /** Without what is empty, so that the address says what is asked and no more. */
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = [...new FormData(event.currentTarget)].filter(
      (field): field is [string, string] => typeof field[1] === 'string' && field[1].trim() !== '',
    );
    go(`?${new URLSearchParams(asked)}`);
  };
  return (
    <div className="border-line relative flex items-center gap-2 border-b px-3 py-2.5 sm:gap-3 print:hidden">
      <Form
        ref={form}
        action={paths.vendor.invoices}
        onSubmit={onSubmit}
        role="search"
        autoComplete="off"
        className="flex min-w-0 grow items-center gap-2 sm:gap-3"
      >
        <input type="hidden" name="tab" value={query.tab} />
        {query.order.sort !== 'due' && <input type="hidden" name="sort" value={query.order.sort} />}
        {query.filter.disputed && <input type="hidden" name="disputed" value="1" />}
        {query.order.descending && <input type="hidden" name="dir" value="desc" />}
        <div className="relative min-w-0 grow sm:max-w-[420px]">
          <Icon
            name="search"
            size={16}
            className="text-third pointer-events-none absolute start-3 top-1/2 -translate-y-1/2"
          />
          <input
            type="search"
            name="q"
            defaultValue={typed.q}
            maxLength={100}
            aria-label="Search number or customer"
            placeholder="Number or customer"
            aria-keyshortcuts="/"
            className="rounded-control border-control bg-paper h-[38px] w-full border ps-9 pe-3 text-[0.875rem] text-ellipsis md:pe-10 pointer-coarse:h-11"
          />
          <kbd
            aria-hidden
            className="keys pointer-events-none absolute end-2.5 top-1/2 hidden -translate-y-1/2 md:block noscript:invisible"
          >
            /
          </kbd>
        </div>
        <button className="sr-only" tabIndex={-1} aria-hidden>
          Search
        </button>
        <InvoiceFilterPanel view={view} />
      </Form>
      {mayAct && <SavedViews view={view} />}
      <a
        href={`${paths.vendor.invoicesCsv}${deskSearch({ ...query, after: null, before: null })}`}
        download
        className={buttonClass()}
      >
        <Icon name="download" size={16} />
        <span className="max-sm:sr-only">Export</span>
      </a>
    </div>
  );
}
