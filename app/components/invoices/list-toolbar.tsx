import type { RefObject } from 'react';
import { useFormats, useWords } from '~/components/language';
import { listSearch } from '~/domain/invoices/list-query';
import { paths } from '~/lib/paths';
import { buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';
import { ListFilterPanel } from './list-filter-panel';
import { encodeIntent } from './list-intent';
import { toolbar } from './list-tools.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

type ToolbarProps = {
  view: OpenListView;
  selected: number;
  ticked: number;
  headBox: RefObject<HTMLInputElement>;
  onTickPage: (all: boolean) => void;
};

/** Above the rows: what is ticked, the search, the filter, the file. */
export function ListToolbar({ view, selected, ticked, headBox, onTickPage }: ToolbarProps) {
  const { mayPay, currency, query, totals } = view;
  const say = useWords(toolbar);
  const { count } = useFormats();
  const open = count(countIn(totals, currency));
  const none = say('noneSelected', { open });
  const all = say('someSelected', { selected: open, open });
  return (
    <div className="border-line relative flex items-center gap-2 border-b px-4 py-3 sm:gap-3 print:hidden">
      {mayPay && (
        <div className="hidden flex-none items-center gap-2.5 md:flex">
          <input
            ref={headBox}
            type="checkbox"
            className="check noscript:invisible"
            aria-label={say('selectPage')}
            disabled={view.rows.length === 0}
            onChange={(event) => onTickPage(event.currentTarget.checked)}
          />
          <div className="text-small grid min-w-[120px] leading-4">
            <p className="text-second" aria-live="polite">
              {selected === 0 ? none : say('someSelected', { selected: count(selected), open })}
            </p>
            {/* As wide as the line can become, so that ticking moves nothing beside it. */}
            <span aria-hidden className="invisible h-0 overflow-hidden">
              {all.length > none.length ? all : none}
            </span>
            <SelectionButtons view={view} selected={selected} ticked={ticked} />
          </div>
        </div>
      )}
      <div className="relative min-w-0 grow">
        <Icon
          name="search"
          size={16}
          className="text-third pointer-events-none absolute start-3 top-1/2 -translate-y-1/2"
        />
        <input
          type="search"
          name="q"
          defaultValue={view.typed.q}
          maxLength={100}
          aria-label={say('search')}
          placeholder={say('search')}
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
      <ListFilterPanel view={view} />
      <a
        href={`${paths.invoicesCsv}${listSearch({ ...query, after: null, before: null }, currency)}`}
        download
        className={buttonClass()}
      >
        <Icon name="download" className="sm:hidden" />
        <span className="max-sm:sr-only">{say('export')}</span>
      </a>
    </div>
  );
}

type SelectionButtonsProps = {
  view: OpenListView;
  selected: number;
  /** How many of this page's rows. */ ticked: number;
};

/** "Select all 10,000" and "Clear", each only where it would do something. */
export function SelectionButtons({ view, selected, ticked }: SelectionButtonsProps) {
  const say = useWords(toolbar);
  const { matching, rows, previous, next, totals, currency } = view;
  const allMatching = ticked === rows.length && !previous && !next;
  const look = 'rounded-small font-semibold text-green hover:underline';
  return (
    <span className="flex gap-3">
      {matching.count > 0 && !allMatching && selected < countIn(totals, currency) && (
        <button
          name="intent"
          value={encodeIntent({ kind: 'select-all' })}
          aria-label={say('selectAll', { count: matching.count })}
          className={look}
        >
          {say('all', { count: matching.count })}
        </button>
      )}
      {selected > 0 && (
        <button name="intent" value={encodeIntent({ kind: 'clear' })} aria-label={say('selectNone')} className={look}>
          {say('none')}
        </button>
      )}
    </span>
  );
}

function countIn(totals: OpenListView['totals'], currency: string): number {
  return totals.find((total) => total.currency === currency)?.count ?? 0;
}
