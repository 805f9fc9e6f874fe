import { useLanguage } from '~/components/language';
import { ageWords } from '~/domain/invoices/ageing';
import { isNarrowed, NO_FILTER, type ListFilter } from '~/domain/invoices/list-query';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { Icon } from '../ui/icon';
import { changed, GoButton } from './go-button';
import { filterChips } from './list-tools.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** What narrows the list, each with its way out, and how many are left. */
export function FilterChips({ view }: { view: OpenListView }) {
  const { query, currency, matching } = view;
  const language = useLanguage();
  const say = filterChips(language);
  const { money } = formatsOf(language);
  if (!isNarrowed(query.filter)) return null;
  return (
    <div className="border-line text-small flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
      <span role="status" className="text-second me-1">
        {matching.count === 0
          ? say('noMatch')
          : say('matches', { count: matching.count, amount: money(matching.dueMinor, currency) })}
      </span>
      {chips(query.filter, currency, language).map(([words, without]) => (
        <GoButton
          key={words}
          query={changed(query, without)}
          currency={currency}
          className="bg-neutral hover:text-green flex items-center gap-1 rounded-full py-[3px] ps-2.5 pe-1.5 print:hidden"
        >
          <span className="max-w-[24ch] truncate">{words}</span>
          <Icon name="x" size={13} label={say('remove')} />
        </GoButton>
      ))}
      <GoButton
        query={changed(query, NO_FILTER)}
        currency={currency}
        className="rounded-small text-green font-semibold hover:underline print:hidden"
      >
        {say('showAll')}
      </GoButton>
    </div>
  );
}

function chips(filter: ListFilter, currency: Currency, language: Language): [string, Partial<ListFilter>][] {
  const say = filterChips(language);
  const { date, money } = formatsOf(language);
  const { search, age, dueFrom, dueTo, minMinor, maxMinor } = filter;
  const found: [string | false, Partial<ListFilter>][] = [
    [search !== '' && say('search', { search }), { search: '' }],
    [age !== null && ageWords(age, language), { age: null }],
    [dueFrom !== null && say('dueFrom', { date: date(dueFrom) }), { dueFrom: null }],
    [dueTo !== null && say('dueUntil', { date: date(dueTo) }), { dueTo: null }],
    [minMinor !== null && say('amountFrom', { amount: money(minMinor, currency) }), { minMinor: null }],
    [maxMinor !== null && say('amountUpTo', { amount: money(maxMinor, currency) }), { maxMinor: null }],
  ];
  return found.filter((chip): chip is [string, Partial<ListFilter>] => chip[0] !== false);
}
