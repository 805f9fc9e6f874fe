import { Link } from '@remix-run/react';
import type { Failure, Trends } from '~/domain/overview/load-trends.server';
import { countText } from '~/domain/invoices/invoice-count';
import { staffDeclineWords } from '~/domain/payments/staff-words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../../ui/card';
import { Money } from '../../ui/money';

/** Why payments failed lately, the commonest reason first. Codes that people are told in the same words are one reason. */
export function FailuresCard({ failures, from }: { failures: Failure[]; from: CalendarDate }) {
  const reasons = new Map<string, { codes: string[]; count: number }>();
  for (const { code, count } of failures) {
    const { title } = staffDeclineWords(code);
    const known = reasons.get(title) ?? { codes: [], count: 0 };
    reasons.set(title, { codes: [...known.codes, code ?? ''], count: known.count + count });
  }
  const listed = [...reasons].sort(([, a], [, b]) => b.count - a.count);
  const address = (codes: string[] = []) => {
    const query = [['state', 'failed'], ...codes.map((code) => ['reason', code]), ['from', from]];
    return `${paths.vendor.payments}?${new URLSearchParams(query)}`;
  };
  return (
    <Card
      title="Why payments failed"
      action={
        listed.length > 0 && (
          <Link to={address()} className="text-small text-green rounded-small font-semibold hover:underline">
            All of them
          </Link>
        )
      }
    >
      {listed.length === 0 ? (
        <p className="text-second">No payment failed since {formatDate(from)}.</p>
      ) : (
        <ul className="divide-faint -my-1.5 divide-y">
          {listed.map(([words, { codes, count }]) => (
            <li key={words} className="hover:bg-paper relative flex items-baseline justify-between gap-4 py-1.5">
              <Link to={address(codes)} className="rounded-small after:absolute after:inset-0">
                {words.replace(/\.$/, '')}
              </Link>
              <span className="num font-semibold">{count.toLocaleString('en-US')}</span>
            </li>
          ))}
        </ul>
      )}
      {listed.length > 0 && <p className="text-small text-third mt-3">Since {formatDate(from)}.</p>}
    </Card>
  );
}

/** Charges whose date is to come: how much in all, and the next few. */
export function UpcomingCard({ upcoming: { totals, next, planned } }: Pick<Trends, 'upcoming'>) {
  const more = totals.reduce((sum, { count }) => sum + count, 0) - next.length;
  return (
    <Card
      title="Charges to come"
      action={
        totals.length > 0 && (
          <Link
            to={paths.vendor.scheduledCharges}
            className="text-small text-green rounded-small font-semibold hover:underline"
          >
            All of them
          </Link>
        )
      }
    >
      {totals.length === 0 && planned.length === 0 && (
        <p className="text-second">
          None. Customers agree to them on the pay page or by AutoPay; you make them from an invoice.
        </p>
      )}
      {totals.length > 0 && (
        <>
          <p className="mb-2 font-semibold">
            {totals.map(({ currency, amountMinor }) => formatMoney(amountMinor, currency)).join(' and ')}
          </p>
          <ul className="divide-faint divide-y">
            {next.map(({ id, customerId, customerName, nextOn, amountMinor, currency }) => (
              <li key={id} className="flex items-baseline justify-between gap-4 py-1.5">
                <span className="min-w-0 wrap-anywhere">
                  <Link to={paths.vendor.customer(customerId)} className="rounded-small hover:underline">
                    {customerName}
                  </Link>
                  <span className="text-small text-second block">{formatDate(nextOn)}</span>
                </span>
                <Money amountMinor={amountMinor} currency={currency} className="font-semibold" />
              </li>
            ))}
          </ul>
          {more > 0 && <p className="text-small text-third mt-2">And {more.toLocaleString('en-US')} more.</p>}
        </>
      )}
      {planned.length > 0 && (
        <p className={totals.length > 0 ? 'border-faint mt-3 border-t pt-3' : ''}>
          <Link
            to={paths.vendor.plannedBatchPayments}
            className="rounded-small text-green font-semibold hover:underline"
          >
            {inBatches(planned)}
          </Link>
          : <span className="tabular-nums">{chargesOf(planned)}</span>
        </p>
      )}
    </Card>
  );
}

function inBatches(planned: Trends['upcoming']['planned']): string {
  const count = new Set(planned.map(({ batchId }) => batchId)).size;
  return `In ${count === 1 ? '1 batch payment' : `${countText(count)} batch payments`}`;
}

/** "57 charges, $2,164.50 and 1 charge, €100.00" */
function chargesOf(planned: Trends['upcoming']['planned']): string {
  const sums = new Map<Currency, { count: number; amountMinor: bigint }>();
  for (const { currency, count, amountMinor } of planned) {
    const sum = sums.get(currency) ?? { count: 0, amountMinor: 0n };
    sums.set(currency, { count: sum.count + count, amountMinor: sum.amountMinor + amountMinor });
  }
  return [...sums]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(
      ([currency, { count, amountMinor }]) =>
        `${count === 1 ? '1 charge' : `${countText(count)} charges`}, ${formatMoney(amountMinor, currency)}`,
    )
    .join(' and ');
}
