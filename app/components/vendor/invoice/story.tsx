import { Link } from '@remix-run/react';
import { countText } from '~/domain/invoices/invoice-count';
import type { StoryEvent } from '~/domain/invoices/invoice-story';
import { dateIn, formatDate, formatInstant } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { Card } from '../../ui/card';

/** So many are told at once; a few more than that are not worth a fold. */
const SHOWN = 10;
const FOLD_FROM = 14;

type StoryProps = {
  /** Oldest first. */
  events: StoryEvent[];
  currency: Currency;
  timeZone: string;
};

/** What happened to the invoice, newest first: when, what, who, and what it did to the amount due. */
export function Story({ events, ...shown }: StoryProps) {
  const newest = events.toReversed();
  const count = newest.length < FOLD_FROM ? newest.length : SHOWN;
  const earlier = newest.slice(count);
  return (
    <Card title="History">
      {events.length === 0 && <p className="text-second">Nothing has happened yet.</p>}
      <Events events={newest.slice(0, count)} {...shown} />
      {earlier.length > 0 && (
        <details className="group mt-3.5">
          <summary className="text-green rounded-small w-fit cursor-pointer font-semibold print:hidden">
            <span className="group-open:hidden">Show {countText(earlier.length)} earlier</span>
            <span className="hidden group-open:inline">Hide what was earlier</span>
          </summary>
          <div className="mt-3.5">
            <Events events={earlier} {...shown} />
          </div>
        </details>
      )}
    </Card>
  );
}

function Events({ events, currency, timeZone }: StoryProps) {
  return (
    <ol className="grid gap-3.5">
      {events.map(({ key, ...event }) => (
        <li key={key} className="flex items-baseline gap-4 max-sm:flex-wrap max-sm:gap-y-0">
          <time
            dateTime={event.at.toISOString()}
            title={formatInstant(event.at, timeZone)}
            className="text-small text-second w-[92px] flex-none max-sm:w-full"
          >
            {formatDate(dateIn(timeZone, event.at))}
          </time>
          <span className="min-w-0 flex-1 wrap-anywhere">
            <What {...event} />
            {(event.aside || event.by) && (
              <span className="text-small text-second block whitespace-pre-line">
                {[event.by, event.aside].filter(Boolean).join(' · ')}
              </span>
            )}
          </span>
          {event.amountMinor !== undefined && event.amountMinor !== 0n && (
            <span className="num">{formatMoney(event.amountMinor, currency)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A document is no page of the desk's, but a file. */
function What({ what, page, failed }: Omit<StoryEvent, 'key'>) {
  if (!page) return what;
  return (
    <Link
      to={page}
      reloadDocument={page.endsWith('.pdf')}
      className={`${failed ? 'text-red' : 'text-green'} font-semibold hover:underline`}
    >
      {what}
    </Link>
  );
}
