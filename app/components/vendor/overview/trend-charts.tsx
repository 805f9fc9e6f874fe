import { Link } from '@remix-run/react';
import type { AgePart, CurrencyTrend, Week } from '~/domain/overview/load-trends.server';
import { ageLabel, dueRange, type AgeBucket } from '~/domain/invoices/ageing';
import { addDays, formatDate, type CalendarDate } from '~/lib/dates';
import { currencyName, formatMoney, sumMinor, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../../ui/card';
import { Money } from '../../ui/money';

const BAR: Record<AgeBucket, string> = {
  'not-due': 'fill-green',
  '1-30': 'fill-amber',
  '31-60': 'fill-red',
  '61-90': 'fill-red',
  'over-90': 'fill-red',
};

/** One currency: what is owed by age, and what came in week by week. Both are drawn on the server, and are tables to whoever hears them. */
export function TrendCharts({ trend, today, named }: { trend: CurrencyTrend; today: CalendarDate; named: boolean }) {
  const suffix = named ? `, ${currencyName(trend.currency)}` : '';
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <Card
        title={`Owed by age${suffix}`}
        action={trend.salesDays !== null && <SalesDays days={trend.salesDays} />}
        className="min-w-0"
      >
        <Ages ages={trend.ages} currency={trend.currency} today={today} />
      </Card>
      <Card title={`Collected per week${suffix}`} className="min-w-0">
        {trend.weeks.some(({ amountMinor, count }) => amountMinor !== 0n || count > 0) ? (
          <Weeks weeks={trend.weeks} currency={trend.currency} />
        ) : (
          <p className="text-second">Nothing came in during the last twelve weeks.</p>
        )}
      </Card>
    </div>
  );
}

function SalesDays({ days }: { days: bigint }) {
  return (
    <span
      className="text-small text-second"
      title="Days sales outstanding: what customers owe, in days of what you billed in the last 90 days. What they dispute is left out."
    >
      <span className="text-ink font-semibold tabular-nums">{days.toLocaleString('en-US')}</span> days’ sales
      outstanding
    </span>
  );
}

/** The rows of the invoice list behind one part. */
function ageAddress(bucket: AgeBucket, currency: Currency, today: CalendarDate): string {
  const { from, to } = dueRange(bucket, today);
  const query = new URLSearchParams({
    tab: 'open',
    currency,
    ...(from && { 'due-from': from }),
    ...(to && { 'due-to': to }),
  });
  return `${paths.vendor.invoices}?${query}`;
}

function Ages({ ages, currency, today }: { ages: AgePart[]; currency: Currency; today: CalendarDate }) {
  const most = ages.reduce((max, { amountMinor }) => (amountMinor > max ? amountMinor : max), 0n);
  return (
    <table className="w-full">
      <caption className="sr-only">What customers owe, by how late it is</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">How late</th>
          <th scope="col">Share</th>
          <th scope="col">Invoices</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {ages.map(({ bucket, count, amountMinor }) => (
          <tr key={bucket} className="hover:bg-paper relative">
            <th scope="row" className="text-second py-2 pe-3 text-start font-normal whitespace-nowrap">
              <Link to={ageAddress(bucket, currency, today)} className="rounded-small after:absolute after:inset-0">
                {ageLabel(bucket)}
              </Link>
            </th>
            <td className="w-full py-2 align-middle max-sm:hidden" aria-hidden>
              <svg className="block h-2.5 w-full">
                <rect width="100%" height="10" rx="3" className="fill-faint" />
                {amountMinor > 0n && (
                  <rect width={`${percent(amountMinor, most)}%`} height="10" rx="3" className={BAR[bucket]} />
                )}
              </svg>
            </td>
            <td className="text-small text-third px-3 py-2 text-end whitespace-nowrap tabular-nums">
              {count.toLocaleString('en-US')}
              <span className="sr-only"> invoices</span>
            </td>
            <td className="py-2 text-end font-semibold">
              <Money amountMinor={amountMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whole per cent; something is always seen. */
function percent(part: bigint, whole: bigint): string {
  const share = whole > 0n ? (part * 100n) / whole : 0n;
  return String(share < 1n ? 1n : share);
}

const CHART = { width: 480, height: 140, gap: 8 } as const;

function Weeks({ weeks, currency }: { weeks: Week[]; currency: Currency }) {
  const most = weeks.reduce((max, { amountMinor }) => (amountMinor > max ? amountMinor : max), 0n);
  const step = CHART.width / weeks.length;
  const label = (from: CalendarDate) => formatDate(from).replace(/ \d+$/, '');
  return (
    <figure>
      <svg viewBox={`0 0 ${CHART.width} ${CHART.height + 18}`} className="block w-full" aria-hidden>
        <line x1="0" x2={CHART.width} y1={CHART.height} y2={CHART.height} className="stroke-line" />
        {weeks.map(({ from, amountMinor, count }, index) => {
          const height =
            amountMinor > 0n ? Number.parseInt(percent(amountMinor, most), 10) * (CHART.height - 8) * 0.01 : 0;
          const last = index === weeks.length - 1;
          return (
            <g key={from}>
              <a href={weekAddress(from, currency)} tabIndex={-1}>
                <title>{`Week of ${formatDate(from)}: ${formatMoney(amountMinor, currency)}, ${count} payments`}</title>
                <rect x={index * step} width={step} y="0" height={CHART.height} fill="transparent" />
                <rect
                  x={index * step + CHART.gap / 2}
                  width={step - CHART.gap}
                  y={CHART.height - height}
                  height={height}
                  rx="3"
                  className={last ? 'fill-green-soft stroke-green' : 'fill-green'}
                />
              </a>
              {index % 3 === 2 && (
                <text
                  x={last ? CHART.width : (index + 0.5) * step}
                  y={CHART.height + 14}
                  textAnchor={last ? 'end' : 'middle'}
                  className="fill-third text-[11px] max-sm:text-[16px]"
                >
                  {label(from)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className="text-small text-second mt-2">
        {formatMoney(sumMinor(weeks.map(({ amountMinor }) => amountMinor)), currency)} in twelve weeks, with what went
        back taken off. The last bar is this week so far.
      </figcaption>
      <details className="text-small mt-1">
        <summary className="text-green rounded-small inline-block cursor-pointer font-semibold">As a table</summary>
        <table className="mt-2 w-full max-w-[420px]">
          <caption className="sr-only">Collected per week</caption>
          <thead>
            <tr className="text-third text-start">
              <th scope="col" className="py-1 text-start font-normal">
                Week
              </th>
              <th scope="col" className="py-1 text-end font-normal">
                Payments
              </th>
              <th scope="col" className="py-1 text-end font-normal">
                Collected
              </th>
            </tr>
          </thead>
          <tbody>
            {[...weeks].reverse().map(({ from, count, amountMinor }) => (
              <tr key={from}>
                <th scope="row" className="py-1 text-start font-normal whitespace-nowrap">
                  <Link to={weekAddress(from, currency)} className="rounded-small hover:underline">
                    {formatDate(from)}
                  </Link>
                </th>
                <td className="num py-1">{count.toLocaleString('en-US')}</td>
                <td className="num py-1">
                  <Money amountMinor={amountMinor} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function weekAddress(from: CalendarDate, currency: Currency): string {
  const query = new URLSearchParams({ state: 'collected', currency, from, to: addDays(from, 6) });
  return `${paths.vendor.payments}?${query}`;
}
