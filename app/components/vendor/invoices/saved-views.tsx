import { Form, Link, useLocation } from '@remix-run/react';
import { useRef } from 'react';
import { deskSearch } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { LONGEST_NAME } from '~/domain/saved-views/saved-view-words';
import { Button, buttonClass } from '~/components/ui/button';
import { Field } from '~/components/ui/field';
import { Icon } from '~/components/ui/icon';
import { useClosing } from '~/components/use-closing';
import { paths } from '~/lib/paths';

/** The views that somebody keeps: open one, or keep what is shown under a name. A native disclosure. */
export function SavedViews({ view: { views, query } }: { view: InvoiceListView }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const { pathname, search } = useLocation();
  useClosing(menu, pathname + search);
  const here = deskSearch({ ...query, after: null, before: null });
  const current = views.find((each) => each.search === here);
  return (
    <details ref={menu} className="flex-none sm:relative">
      <summary className={buttonClass({}, 'list-none')}>
        <Icon name="bookmark" size={16} className="sm:hidden" />
        <span className="max-w-[16ch] truncate max-sm:sr-only">{current?.name ?? 'Views'}</span>
        <span className="sr-only">{current ? ', saved view' : ''}</span>
        <Icon name="chevron-down" size={16} className="max-sm:hidden" />
      </summary>
      <div className="rounded-card border-control bg-card shadow-ticket absolute inset-x-3 top-[calc(100%-4px)] z-30 border p-2 sm:start-auto sm:end-0 sm:top-[calc(100%+8px)] sm:w-[300px]">
        {views.length > 0 && (
          <ul className="mb-1 max-h-[40vh] overflow-y-auto">
            {views.map(({ id, name, search: to, isDefault }) => (
              <li key={id}>
                <Link
                  to={to}
                  aria-current={to === here ? 'page' : undefined}
                  className="rounded-control hover:bg-paper flex min-h-9 items-center gap-2 px-3 py-1.5 text-[0.875rem] font-medium focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 grow wrap-anywhere">{name}</span>
                  {isDefault && <span className="text-small text-second">opens first</span>}
                  {to === here && <Icon name="check" size={16} className="text-green" />}
                </Link>
              </li>
            ))}
            <li>
              <Link
                to={paths.vendor.invoiceViews}
                className="rounded-control text-green hover:bg-paper text-small flex min-h-9 items-center px-3 py-1.5 font-semibold focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
              >
                Rename, delete, choose the first
              </Link>
            </li>
          </ul>
        )}
        {!current && (
          <Form
            method="post"
            action={paths.vendor.invoiceViews}
            className={`p-3 ${views.length > 0 ? 'border-faint border-t' : ''}`}
          >
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="search" value={here} />
            <Field
              label="Keep this view as"
              name="name"
              required
              maxLength={LONGEST_NAME}
              autoComplete="off"
              hint="Its tab, filter and order, for yourself."
            />
            <Button className="mt-3 w-full">Save view</Button>
          </Form>
        )}
      </div>
    </details>
  );
}
