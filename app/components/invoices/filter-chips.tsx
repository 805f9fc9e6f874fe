import { ageWords } from '~/domain/invoices/ageing';
import { isNarrowed, NO_FILTER, type ListFilter } from '~/domain/invoices/list-query';
import { formatDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { Icon } from '../ui/icon';
import { changed, GoButton } from './go-button';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** What narrows the list, each with its way out, and how many are left. */
export function FilterChips({ view }: { view: OpenListView }) {
  const { query, currency, matching } = view;
  if (!isNarrowed(query.filter)) return null;
  return (
    <div className="border-line text-small flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
      <span role="status" className="text-second me-1">
        {matching.count === 0
          ? 'No match'
          : `${matching.count.toLocaleString('en-US')} ${matching.count === 1 ? 'match' : 'matches'} · ${formatMoney(matching.dueMinor, currency)}`}
      </span>
      {chips(query.filter, currency).map(([words, without]) => (
        <GoButton
          key={words}
          query={changed(query, without)}
          currency={currency}
          className="bg-neutral hover:text-green flex items-center gap-1 rounded-full py-[3px] ps-2.5 pe-1.5 print:hidden"
        >
          <span className="max-w-[24ch] truncate">{words}</span>
          <Icon name="x" size={13} label="Remove" />
        </GoButton>
      ))}
      <GoButton
        query={changed(query, NO_FILTER)}
        currency={currency}
        className="rounded-small text-green font-semibold hover:underline print:hidden"
      >
        Show all
      </GoButton>
    </div>
  );
}

function chips(filter: ListFilter, currency: Currency): [string, Partial<ListFilter>][] {
  const found: [string | false, Partial<ListFilter>][] = [
    [filter.search !== '' && `“${filter.search}”`, { search: '' }],
    [filter.age !== null && ageWords(filter.age), { age: null }],
    [filter.dueFrom !== null && `Due from ${formatDate(filter.dueFrom)}`, { dueFrom: null }],
    [filter.dueTo !== null && `Due until ${formatDate(filter.dueTo)}`, { dueTo: null }],
    [filter.minMinor !== null && `From ${formatMoney(filter.minMinor, currency)}`, { minMinor: null }],
    [filter.maxMinor !== null && `Up to ${formatMoney(filter.maxMinor, currency)}`, { maxMinor: null }],
  ];
  return found.filter((chip): chip is [string, Partial<ListFilter>] => chip[0] !== false);
}
