import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Attention, Overview, OverviewTotals } from '~/domain/overview/load-overview.server';
import type { Trends } from '~/domain/overview/load-trends.server';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { currencyName } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Icon, type IconName } from '../ui/icon';
import { Money } from '../ui/money';
import { PageTitle } from '../ui/page-title';
import { Table } from '../ui/table';
import { TrendCharts } from './overview/trend-charts';
import { FailuresCard, UpcomingCard } from './overview/trend-lists';
import { ViewAsButton } from './view-as-button';
import { FIGURE_PAGES, type FigureName } from './vendor-navigation';

export function OverviewPage({
  overview,
  trends: { trends, failures, failuresFrom, upcoming },
}: {
  overview: Overview;
  trends: Trends;
}) {
  const { totals, attention, late, weekFrom, mailsFrom, today } = overview;
  return (
    <>
      <PageTitle title="Overview" subtitle={formatDate(today)} />
      <AttentionList attention={attention} mailsFrom={mailsFrom} />
      {totals.length === 0 ? (
        <Card flush>
          <EmptyState title="Nothing is open yet" icon="file">
            What your customers owe you stands here, once there is an invoice.
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-4">
          {totals.map((each) => (
            <CurrencyFigures key={each.currency} totals={each} named={totals.length > 1} weekFrom={weekFrom} />
          ))}
        </div>
      )}
      <div className="mt-4 grid gap-4">
        {trends.map((trend) => (
          <TrendCharts key={trend.currency} trend={trend} today={today} named={trends.length > 1} />
        ))}
        {totals.length > 0 && (
          <div className="grid gap-4 xl:grid-cols-2">
            <FailuresCard failures={failures} from={failuresFrom} />
            <UpcomingCard upcoming={upcoming} />
          </div>
        )}
      </div>
      {late.length > 0 && <LateList late={late} today={today} />}
    </>
  );
}

/** Who is late with most, and the way to see what they see. */
function LateList({ late, today }: Pick<Overview, 'late' | 'today'>) {
  return (
    <Card title="Late with most" flush className="mt-4">
      <Table caption="Customers who are late with most" className="late-list">
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col" className="max-sm:hidden">
              Oldest
            </th>
            <th scope="col" className="num max-sm:pe-5">
              Overdue
            </th>
            <th scope="col" className="max-sm:hidden">
              <span className="sr-only">Look</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {late.map((each) => (
            <tr key={`${each.customerId} ${each.currency}`}>
              <td className="align-middle wrap-anywhere">
                <Link
                  to={paths.vendor.customer(each.customerId)}
                  className="block py-0.5 font-semibold hover:underline"
                >
                  {each.name}
                </Link>
                <span className="text-small text-second block">
                  {each.number} ·{' '}
                  <Link to={overdueOf(each)} className="inline-block py-0.5 hover:underline">
                    {invoices(each.lateCount)}
                  </Link>
                </span>
                <div className="-ms-[14px] sm:hidden">
                  <ViewAsButton customerId={each.customerId} name={each.name} />
                </div>
              </td>
              <td className="text-second align-middle whitespace-nowrap max-sm:hidden">
                {formatDue(each.oldestDueOn, today)}
              </td>
              <td className="num align-middle font-semibold max-sm:pe-5">
                <Money amountMinor={each.lateMinor} currency={each.currency} />
              </td>
              <td className="align-middle max-sm:hidden [&>form]:-me-[14px] [&>form]:text-end">
                <ViewAsButton customerId={each.customerId} name={each.name} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const overdueOf = ({ number, currency }: Overview['late'][number]) =>
  `${paths.vendor.invoices}?${new URLSearchParams({ tab: 'overdue', customer: number, currency })}`;

const invoices = (count: number) => (count === 1 ? '1 invoice' : `${count.toLocaleString('en-US')} invoices`);
const payments = (count: number) => (count === 1 ? '1 payment' : `${count.toLocaleString('en-US')} payments`);

function CurrencyFigures({
  totals,
  named,
  weekFrom,
}: {
  totals: OverviewTotals;
  named: boolean;
  weekFrom: CalendarDate;
}) {
  const name = currencyName(totals.currency);
  const shown = { currency: totals.currency, from: weekFrom };
  return (
    <section aria-label={name}>
      {named && <h2 className="text-small text-second mb-2 font-semibold first-letter:uppercase">{name}</h2>}
      <dl className="rounded-card border-line bg-line grid gap-px overflow-hidden border sm:grid-cols-2 xl:grid-cols-4">
        <Figure name="open" label="Open" {...shown} amountMinor={totals.openMinor} about={invoices(totals.openCount)} />
        <Figure
          name="overdue"
          label="Overdue"
          {...shown}
          amountMinor={totals.overdueMinor}
          about={invoices(totals.overdueCount)}
          tone={totals.overdueMinor > 0n ? 'text-red' : ''}
        />
        <Figure
          name="inFlight"
          label="In flight"
          {...shown}
          amountMinor={totals.inFlightMinor}
          about={payments(totals.inFlightCount)}
          tone={totals.inFlightMinor > 0n ? 'text-blue' : ''}
        />
        <Figure
          name="collected"
          label="Collected this week"
          {...shown}
          amountMinor={totals.collectedMinor}
          about={`${payments(totals.collectedCount)} since Monday, ${formatDate(weekFrom).replace(/ \d+$/, '')}`}
          tone={totals.collectedMinor > 0n ? 'text-green' : ''}
        />
      </dl>
    </section>
  );
}

type FigureProps = {
  name: FigureName;
  label: string;
  amountMinor: bigint;
  currency: string;
  from: CalendarDate;
  about: ReactNode;
  tone?: string;
};

/** A figure is the link to its rows. */
function Figure({ name, label, amountMinor, currency, from, about, tone = '' }: FigureProps) {
  return (
    <div className="bg-card hover:bg-paper relative px-5 pt-4 pb-[15px]">
      <dt className="text-small text-second">{label}</dt>
      <dd className={`mt-0.5 text-[1.625rem] leading-9 font-bold tracking-[-0.025em] ${tone}`}>
        <Link to={FIGURE_PAGES[name](currency, from)} className="rounded-small after:absolute after:inset-0">
          <Money amountMinor={amountMinor} currency={currency} />
        </Link>
      </dd>
      <dd className="text-small text-second mt-0.5">{about}</dd>
    </div>
  );
}

type Matter = { name: FigureName; count: number; icon: IconName; words: (count: number) => string; why: string };

function matters(attention: Attention): Matter[] {
  const some = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  return [
    {
      name: 'undecided' as const,
      count: attention.undecided,
      icon: 'alert' as const,
      words: (count: number) => some(count, 'payment', 'payments') + ' undecided for more than 15 minutes',
      why: 'The gateway has not said what became of them. They are asked about every minute; their invoices wait.',
    },
    {
      name: 'disputes' as const,
      count: attention.disputes,
      icon: 'bank' as const,
      words: (count: number) => some(count, 'payment', 'payments') + ' with a chargeback to answer',
      why: 'The payer’s bank asks for your evidence, at the gateway.',
    },
    {
      name: 'questions' as const,
      count: attention.questions,
      icon: 'file' as const,
      words: (count: number) => some(count, 'invoice', 'invoices') + ' disputed by customers',
      why: 'What they dispute is not asked for until you settle it.',
    },
    {
      name: 'forVoid' as const,
      count: attention.forVoid,
      icon: 'card' as const,
      words: (count: number) => some(count, 'payment', 'payments') + ' for invoices that were void by then',
      why: 'The money is the customer’s credit: it pays their next invoice, or is given back to them.',
    },
    {
      name: 'mails' as const,
      count: attention.mails,
      icon: 'mail' as const,
      words: (count: number) => some(count, 'mail', 'mails') + ' not delivered in the last seven days',
      why: 'The mail server refused them for good.',
    },
  ].filter(({ count }) => count > 0);
}

function AttentionList({ attention, mailsFrom }: Pick<Overview, 'attention' | 'mailsFrom'>) {
  const open = matters(attention);
  if (open.length === 0) return null;
  return (
    <section aria-label="Needs attention" className="rounded-card border-line bg-card mb-4 border">
      <h2 className="text-section px-5 pt-4 pb-2 font-bold">Needs attention</h2>
      <ul className="divide-faint divide-y">
        {open.map(({ name, count, icon, words, why }) => (
          <li key={name} className="hover:bg-paper relative flex gap-3 px-5 py-2.5">
            <Icon name={icon} className="text-amber mt-0.5" />
            <div className="min-w-0 grow">
              <p className="font-semibold">
                <Link to={FIGURE_PAGES[name]('', mailsFrom)} className="rounded-small after:absolute after:inset-0">
                  {words(count)}
                </Link>
              </p>
              <p className="text-small text-second">{why}</p>
            </div>
            <Icon name="chevron-right" className="text-third mt-0.5" />
          </li>
        ))}
      </ul>
    </section>
  );
}
