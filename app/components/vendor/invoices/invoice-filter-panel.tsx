import { Link } from '@remix-run/react';
import { deskSearch, isDeskNarrowed, narrowed, NO_DESK_FILTER } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { Button, buttonClass, ButtonLink } from '~/components/ui/button';
import { Field, SelectField } from '~/components/ui/field';
import { Icon } from '~/components/ui/icon';
import { currencyName } from '~/lib/money';

/** Customer, dates, currency and amount, in a native disclosure. Opens by itself when a field could not be understood. */
export function InvoiceFilterPanel({ view }: { view: InvoiceListView }) {
  const { typed, problems, query, currencies, offered } = view;
  const date = (name: 'due-from' | 'due-to' | 'issued-from' | 'issued-to', label: string) => (
    <Field label={label} name={name} type="date" defaultValue={typed[name]} error={problems[name]} />
  );
  const amount = (name: 'min' | 'max', label: string) => (
    <Field
      label={label}
      name={name}
      inputMode="decimal"
      autoComplete="off"
      defaultValue={typed[name]}
      error={problems[name]}
    />
  );
  return (
    <details className="flex-none filter sm:relative" open={Object.keys(problems).length > 0}>
      <summary className={buttonClass()}>
        <Icon name="filter" size={16} />
        <span className="max-sm:sr-only">Filter</span>
      </summary>
      <div className="rounded-card border-control bg-card shadow-ticket absolute inset-x-3 top-[calc(100%-4px)] z-30 border p-4 sm:start-auto sm:end-0 sm:top-[calc(100%+8px)] sm:w-[400px]">
        <div className="grid grid-cols-2 gap-3">
          <div className="col-span-2">
            <Field
              label="Customer"
              name="customer"
              placeholder="Number or name"
              autoComplete="off"
              defaultValue={typed.customer}
              error={problems.customer}
            />
            {offered.length > 0 && (
              <ul className="text-small mt-1.5 flex flex-wrap gap-x-4 gap-y-1.5">
                {offered.map(({ number, name }) => (
                  <li key={number}>
                    <Link
                      to={deskSearch(narrowed(query, { customer: number }))}
                      className="rounded-small text-green font-semibold hover:underline"
                    >
                      {name} <span className="font-normal">({number})</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </div>
          {date('due-from', 'Due from')}
          {date('due-to', 'Due until')}
          {date('issued-from', 'Issued from')}
          {date('issued-to', 'Issued until')}
          <SelectField label="Currency" name="currency" defaultValue={typed.currency} className="col-span-2">
            <option value="">Any</option>
            {[...new Set([...currencies, ...(typed.currency ? [typed.currency] : [])])].map((currency) => (
              <option key={currency} value={currency}>
                {currency}, {currencyName(currency)}
              </option>
            ))}
          </SelectField>
          {amount('min', 'Amount from')}
          {amount('max', 'Amount up to')}
        </div>
        <div className="mt-4 flex justify-end gap-2">
          {isDeskNarrowed(query.filter) && (
            <ButtonLink to={deskSearch(narrowed(query, NO_DESK_FILTER))} variant="quiet" preventScrollReset>
              Clear
            </ButtonLink>
          )}
          <Button variant="primary">Show</Button>
        </div>
      </div>
    </details>
  );
}
