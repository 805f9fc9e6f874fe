import { useMemo, type RefObject } from 'react';
import { useFormats, useLanguage } from '~/components/language';
import type { Sort } from '~/domain/invoices/list-cursor';
import { withoutMarks } from '~/lib/languages/isolate';
import { GoButton } from './go-button';
import { openListWords } from './open-list.words';
import { rowsHtml } from './rows-html';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** From here on two columns of amounts need the room of a third. */
const WIDE_CHARACTERS = 12;

type OpenRowsProps = { view: OpenListView; bodyRef: RefObject<HTMLTableSectionElement> };

/** The list itself. Ticks live in its checkboxes, so no row is drawn again for one; how its cells look stands in app.css (.open-list). */
export function OpenRows({ view, bodyRef }: OpenRowsProps) {
  const { rows, currency, today, mayPay } = view;
  const language = useLanguage();
  const say = openListWords(language);
  const { money } = useFormats();
  const html = useMemo(
    () => ({ __html: rowsHtml(rows, { currency, today, mayPay, language }) }),
    [rows, currency, today, mayPay, language],
  );
  const largest = rows.reduce((most, row) => (row.totalMinor > most ? row.totalMinor : most), 0n);
  const wide = withoutMarks(money(largest, currency)).length > WIDE_CHARACTERS;
  return (
    <table className={`open-list table ${wide ? 'wide' : ''}`}>
      <caption className="sr-only">{say('title')}</caption>
      <thead>
        <tr>
          {mayPay && <td />}
          <SortHead view={view} sort="number" label={say('invoice')} />
          <th scope="col">{say('issued')}</th>
          <SortHead view={view} sort="due" label={say('due')} />
          <th scope="col">{say('total')}</th>
          <SortHead view={view} sort="amount" label={say('amountDue')} />
        </tr>
      </thead>
      <tbody ref={bodyRef} dangerouslySetInnerHTML={html} />
    </table>
  );
}

/** A heading that sorts: first press the useful way round, second press the other. */
function SortHead({ view, sort, label }: { view: OpenListView; sort: Sort; label: string }) {
  const { order } = view.query;
  const active = order.sort === sort;
  const descending = active ? !order.descending : sort === 'amount';
  return (
    <th scope="col" aria-sort={active ? (order.descending ? 'descending' : 'ascending') : undefined}>
      <GoButton
        query={{ ...view.query, order: { sort, descending }, after: null, before: null }}
        currency={view.currency}
      >
        {label}
        {active && <span aria-hidden>{order.descending ? ' ↓' : ' ↑'}</span>}
      </GoButton>
    </th>
  );
}
