import type { ComponentPropsWithoutRef } from 'react';
import { listSearch, type ListQuery } from '~/domain/invoices/list-query';
import type { Currency } from '~/lib/money';
import { encodeIntent } from './list-intent';

type GoButtonProps = Omit<ComponentPropsWithoutRef<'button'>, 'name' | 'value' | 'type'> & {
  query: ListQuery;
  currency: Currency;
};

/** Leads to another view of the list. A submit button and no link, so that this page's ticks are stored on the way. */
export function GoButton({ query, currency, ...rest }: GoButtonProps) {
  return (
    <button
      type="submit"
      name="intent"
      value={encodeIntent({ kind: 'go', search: listSearch(query, currency) })}
      formNoValidate
      {...rest}
    />
  );
}

/** The first page of the same list with something changed. */
export function changed(query: ListQuery, filter: Partial<ListQuery['filter']>): ListQuery {
  return { ...query, filter: { ...query.filter, ...filter }, after: null, before: null };
}
