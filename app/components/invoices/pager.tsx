import { useWords } from '~/components/language';
import { decodeCursor } from '~/domain/invoices/list-cursor';
import { buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';
import { GoButton } from './go-button';
import { openListWords } from './open-list.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** The way through the pages. There are no page numbers: rows come and go as they are paid. */
export function Pager({ view }: { view: OpenListView }) {
  const say = useWords(openListWords);
  const { query, currency, previous, next, rows, matching } = view;
  if (!previous && !next) return null;
  const { sort } = query.order;
  return (
    <nav
      aria-label={say('pages')}
      className="border-line text-small text-second flex items-center justify-between gap-3 border-t px-4 py-3 print:hidden"
    >
      <span>{say('shownOf', { shown: rows.length, count: matching.count })}</span>
      <span className="flex gap-2">
        {previous && (
          <GoButton
            query={{ ...query, after: null, before: decodeCursor(previous, sort) }}
            currency={currency}
            className={buttonClass()}
          >
            <Icon name="chevron-left" size={16} />
            {say('previous')}
          </GoButton>
        )}
        {next && (
          <GoButton
            query={{ ...query, before: null, after: decodeCursor(next, sort) }}
            currency={currency}
            className={buttonClass()}
          >
            {say('next')}
            <Icon name="chevron-right" size={16} />
          </GoButton>
        )}
      </span>
    </nav>
  );
}
