import { lateness } from '~/domain/invoices/ageing';
import { asOf, type OpenItem, type Statement } from '~/domain/statements/statement';
import { formatDue, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { useFormats, useLanguage, useWords } from '../language';
import { Table } from '../ui/table';
import { Tag } from '../ui/tag';
import { LineLink } from './line-link';
import { statementTableWords } from './statement-tables.words';

type OpenItemTableProps = { statement: Statement; items: OpenItem[] };

/** What was still open when the period ended, how late it was then, and what was paid of it by then. */
export function OpenItemTable({ statement, items }: OpenItemTableProps) {
  const { currency, standing } = statement;
  const say = useWords(statementTableWords);
  const { date } = useFormats();
  const day = asOf(statement);
  return (
    <Table caption={say('openInvoices')}>
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">{say('invoice')}</th>
          <th scope="col" className="max-sm:hidden">
            {say('due')}
          </th>
          <th scope="col" className="num max-sm:hidden">
            {say('total')}
          </th>
          <th scope="col" className="num max-sm:hidden">
            {say('settled')}
          </th>
          <th scope="col" className="num">
            {say('amountDue')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} currency={currency} day={day} isNow={standing !== null} />
        ))}
        {items.length === 0 && (
          <tr>
            <td colSpan={5} className="text-second">
              {say('noneOpen', { date: date(statement.query.to) })}
            </td>
          </tr>
        )}
      </tbody>
    </Table>
  );
}

/** That a payment is under way, or a part disputed, is true of today alone. */
function Row({
  item,
  currency,
  day,
  isNow,
}: {
  item: OpenItem;
  currency: Currency;
  day: CalendarDate;
  isNow: boolean;
}) {
  const say = useWords(statementTableWords);
  const formats = useFormats();
  const language = useLanguage();
  const money = (minor: bigint) => formats.money(minor, currency);
  const late = <Tag tone={lateness(item.dueOn, day)}>{formatDue(item.dueOn, day, language)}</Tag>;
  const settledMinor = item.paidMinor + item.creditedMinor;
  return (
    <tr>
      <td className="wrap-anywhere">
        <LineLink link={{ kind: 'invoice', id: item.id }}>{item.number}</LineLink>
        <span className="text-small text-second block">
          <bdi>{item.summary}</bdi>
        </span>
        <span className="mt-1 flex flex-wrap gap-1 empty:hidden">
          <span className="sm:hidden">{late}</span>
          {isNow && item.inFlightMinor > 0n && (
            <Tag tone="blue">{say('inPayment', { amount: money(item.inFlightMinor) })}</Tag>
          )}
          {isNow && item.disputedMinor > 0n && (
            <Tag tone="amber">{say('disputed', { amount: money(item.disputedMinor) })}</Tag>
          )}
        </span>
      </td>
      <td className="whitespace-nowrap max-sm:hidden">
        {late}
        <span className="text-small text-second mt-1 block">{formats.date(item.dueOn)}</span>
      </td>
      <td className="num text-second max-sm:hidden">{money(item.totalMinor)}</td>
      <td className="num text-second max-sm:hidden">{settledMinor === 0n ? '–' : money(settledMinor)}</td>
      <td className="num font-semibold">
        {money(item.dueMinor)}
        {settledMinor > 0n && (
          <span className="text-small text-second block font-normal sm:hidden">
            {say('ofTotal', { amount: money(item.totalMinor) })}
          </span>
        )}
      </td>
    </tr>
  );
}
