import { Link } from '@remix-run/react';
import type { StoryEvent } from '~/domain/invoices/invoice-story';
import { dateIn, formatDate, formatInstant } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../../ui/card';

/** What happened to the invoice, oldest first: when, what, who, and what it did to the amount due. */
export function Story({ events, currency, timeZone }: { events: StoryEvent[]; currency: Currency; timeZone: string }) {
  return (
    <Card title="History">
      {events.length === 0 && <p className="text-second">Nothing has happened yet.</p>}
      <ol className="grid gap-3.5">
        {events.map(({ key, at, what, aside, by, amountMinor, paymentId }) => (
          <li key={key} className="flex items-baseline gap-4 max-sm:flex-wrap max-sm:gap-y-0">
            <time
              dateTime={at.toISOString()}
              title={formatInstant(at, timeZone)}
              className="text-small text-second w-[92px] flex-none max-sm:w-full"
            >
              {formatDate(dateIn(timeZone, at))}
            </time>
            <span className="min-w-0 grow wrap-anywhere">
              {paymentId ? (
                <Link to={paths.vendor.payment(paymentId)} className="text-green font-semibold hover:underline">
                  {what}
                </Link>
              ) : (
                what
              )}
              {(aside || by) && (
                <span className="text-small text-second block whitespace-pre-line">
                  {[by, aside].filter(Boolean).join(' · ')}
                </span>
              )}
            </span>
            {amountMinor !== undefined && amountMinor !== 0n && (
              <span className="num">{formatMoney(amountMinor, currency)}</span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
