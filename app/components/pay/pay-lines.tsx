import { Link } from '@remix-run/react';
import { useFormats, useRichWords, useWords } from '~/components/language';
import { Card } from '~/components/ui/card';
import { Money } from '~/components/ui/money';
import { Table } from '~/components/ui/table';
import { amountField } from '~/domain/payments/part-amounts';
import type { Currency } from '~/lib/money';
import { AmountField, SumFields } from './part-fields';
import type { PayLine, PayReview } from './pay-page.types';
import { payLineWords } from './pay-lines.words';
import { usePlaces } from './places';
import type { FeeReview } from './with-fee';
import type { Parts } from './use-parts';

type PayLinesProps = { review: FeeReview; parts: Parts | null };

/** Each invoice with what is paid of it. A long list shows its beginning and counts the rest: it is light at a thousand. */
export function PayLines({ review, parts }: PayLinesProps) {
  const { lines, rest, currency, totalMinor, creditMinor, fee, chargeMinor, count } = review;
  const say = useWords(payLineWords);
  const { date } = useFormats();
  const more = fee !== null || creditMinor > 0n;
  const { payments, invoice } = usePlaces();
  // In the portal the list that was chosen from has them.
  const invoicePage = payments === null ? invoice : null;
  return (
    <Card title={say('whatYouPay')} action={<PartsLink review={review} />} flush>
      {parts && <SumFields parts={parts} currency={currency} />}
      <Table
        caption={say('caption')}
        className="max-sm:[&_td]:py-2.5 [&_tfoot_td]:border-b-0 [&_tr>:first-child]:ps-5 [&_tr>:last-child]:pe-5"
      >
        <thead className="max-sm:sr-only">
          <tr>
            <th scope="col">{say('invoice')}</th>
            <th scope="col">{say('due')}</th>
            <th scope="col" className="num">
              {say('youPay')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.invoiceId}>
              <td className="w-full">
                {invoicePage ? (
                  <Link
                    to={invoicePage(line.invoiceId)}
                    className="rounded-small font-semibold wrap-anywhere hover:underline"
                  >
                    <bdi>{line.number}</bdi>
                  </Link>
                ) : (
                  <bdi className="font-semibold wrap-anywhere">{line.number}</bdi>
                )}{' '}
                <span className="text-small text-second wrap-anywhere max-sm:block">
                  <bdi>{line.summary}</bdi>
                </span>
              </td>
              <td className="text-second whitespace-nowrap max-sm:hidden">{date(line.dueOn)}</td>
              <td className="num">
                {parts ? (
                  <PartOfLine line={line} parts={parts} currency={currency} />
                ) : (
                  <WholeLine line={line} currency={currency} />
                )}
              </td>
            </tr>
          ))}
          {rest && (
            <tr>
              <td colSpan={2} className="text-second max-sm:hidden">
                {say('more', { count: rest.count })}
              </td>
              <td className="text-second sm:hidden">{say('more', { count: rest.count })}</td>
              <td className="num font-semibold">
                <Money amountMinor={rest.payMinor} currency={currency} />
              </td>
            </tr>
          )}
        </tbody>
        {(lines.length > 1 || more) && (
          <tfoot className="border-line border-t [&_tr:last-child]:font-bold">
            {lines.length > 1 && (
              <SumRow label={say('invoices', { count })} amountMinor={totalMinor} currency={currency} />
            )}
            {creditMinor > 0n && <SumRow label={say('creditUsed')} amountMinor={-creditMinor} currency={currency} />}
            {fee && <SumRow {...fee} currency={currency} />}
            {more && <SumRow label={say('youPay')} amountMinor={chargeMinor} currency={currency} />}
          </tfoot>
        )}
      </Table>
    </Card>
  );
}

function SumRow({ label, amountMinor, currency }: { label: string; amountMinor: bigint; currency: Currency }) {
  return (
    <tr>
      <td colSpan={2} className="max-sm:hidden">
        {label}
      </td>
      <td className="ps-5 sm:hidden">{label}</td>
      <td className="num">
        <Money amountMinor={amountMinor} currency={currency} />
      </td>
    </tr>
  );
}

function PartsLink({ review: { parts } }: { review: PayReview }) {
  const say = useWords(payLineWords);
  if (!parts) return null;
  return (
    <Link to={parts.switchTo} replace preventScrollReset className="text-small text-green font-semibold">
      {say(parts.choosing ? 'payAll' : 'payPart')}
    </Link>
  );
}

function WholeLine({ line, currency }: { line: PayLine; currency: Currency }) {
  const rich = useRichWords(payLineWords);
  return (
    <>
      <Money amountMinor={line.payMinor} currency={currency} className="font-semibold" />
      <span className="text-small text-second block sm:hidden">
        <DueOn line={line} />
      </span>
      {line.dueMinor !== line.totalMinor && (
        <span className="text-small text-third block">
          {rich('of', { amount: <Money amountMinor={line.totalMinor} currency={currency} /> })}
        </span>
      )}
    </>
  );
}

/** To the eye the date alone, as in the column of a wider page. */
function DueOn({ line }: { line: PayLine }) {
  const say = useWords(payLineWords);
  const on = useFormats().date(line.dueOn);
  return (
    <>
      <span aria-hidden>{on}</span>
      <span className="sr-only">{say('dueOn', { on })}</span>
    </>
  );
}

function PartOfLine({ line, parts, currency }: { line: PayLine; parts: Parts; currency: Currency }) {
  const { invoiceId, number, dueMinor, dueOn } = line;
  const say = useWords(payLineWords);
  const rich = useRichWords(payLineWords);
  const { date } = useFormats();
  return (
    <>
      <AmountField
        name={amountField(invoiceId)}
        label={say('amountFor', { number })}
        value={parts.amounts[invoiceId] ?? ''}
        problem={parts.problems[invoiceId]}
        currency={currency}
        onChange={(text) => parts.setAmount(invoiceId, text)}
      />
      <span className="text-small text-second mt-1 block">
        {rich('of', { amount: <Money amountMinor={dueMinor} currency={currency} /> })}
        <span className="block sm:hidden">{say('dueOn', { on: date(dueOn) })}</span>
      </span>
    </>
  );
}
