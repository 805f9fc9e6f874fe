import { useState } from 'react';
import type { OpenOf } from '~/domain/invoices/list-open-of.server';
import { OUTSIDE_WAYS, type TypedRecord } from '~/domain/payments/record-form';
import { isSpreadRule, spread } from '~/domain/payments/spread';
import { errorAt, type Words } from '~/domain/payments/words';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, sumMinor, type Currency } from '~/lib/money';
import { Field, SelectField } from '../../ui/field';
import { Table } from '../../ui/table';

type RecordFieldsProps = {
  paymentId: string;
  today: CalendarDate;
  invoice: { id: string; number: string; currency: Currency; dueMinor: bigint };
  open: { rows: OpenOf[]; more: boolean };
  /** What is typed as the amount; the page's button names it. */
  amount: string;
  onAmount: (amount: string) => void;
  typed: TypedRecord | null;
  words: Words | null;
};

/** How much came, when, how, and which invoices it pays; while one types, what each of them gets. */
export function RecordFields({ paymentId, today, invoice, open, amount, onAmount, typed, words }: RecordFieldsProps) {
  const [over, setOver] = useState(typed?.over ?? 'this');
  const others = open.more || open.rows.length > 1;
  const choices = [
    { value: 'this', label: `${invoice.number} alone`, hint: 'What is more than due becomes credit on account.' },
    { value: 'oldest', label: 'All open invoices, the oldest due first', hint: null },
    { value: 'largest', label: 'All open invoices, the largest first', hint: null },
    { value: 'pro-rata', label: 'All open invoices, each its proportion', hint: null },
  ];
  return (
    <>
      <input type="hidden" name="id" value={paymentId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={`Amount, ${invoice.currency}`}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          value={amount}
          onChange={(event) => onAmount(event.currentTarget.value)}
          error={errorAt(words, 'amount')}
          required
        />
        <Field
          label="Received on"
          name="receivedOn"
          type="date"
          max={today}
          defaultValue={typed?.receivedOn ?? today}
          error={errorAt(words, 'receivedOn')}
          required
        />
        <SelectField label="How it came" name="way" defaultValue={typed?.way ?? 'wire'}>
          {Object.entries(OUTSIDE_WAYS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <Field
          label="Reference"
          name="reference"
          maxLength={100}
          defaultValue={typed?.reference}
          autoComplete="off"
          hint="The cheque’s number, say. May be left empty."
        />
      </div>
      {others ? (
        <fieldset className="grid gap-2.5">
          <legend className="text-small mb-1.5 font-semibold">It pays</legend>
          {choices.map(({ value, label, hint }) => (
            <label key={value} className="flex min-h-6 items-start gap-3">
              <input
                type="radio"
                name="over"
                value={value}
                checked={over === value}
                onChange={() => setOver(value)}
                className="check mt-[3px]"
              />
              <span>
                {label}
                {hint && <span className="text-small text-second block">{hint}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      ) : (
        <input type="hidden" name="over" value="this" />
      )}
      <Shares invoice={invoice} open={open} amount={amount} over={over} />
    </>
  );
}

type SharesProps = Pick<RecordFieldsProps, 'invoice' | 'open'> & { amount: string; over: string };

/** The same rules as decide when it is recorded, on what is open at this moment. */
function Shares({ invoice, open, amount, over }: SharesProps) {
  const { currency } = invoice;
  const sum = readTypedAmount(amount, currency);
  if (sum === null || sum === 0n) return null;
  const rows = isSpreadRule(over) ? open.rows : open.rows.filter(({ id }) => id === invoice.id);
  if (isSpreadRule(over) && open.more)
    return (
      <p className="text-small text-second" role="status">
        It is spread over more invoices than are shown here. Each gets its share by the rule.
      </p>
    );
  const shares = spread(rows, sum, isSpreadRule(over) ? over : 'oldest');
  const paid = rows.map((row, at) => ({ ...row, share: shares[at] ?? 0n })).filter(({ share }) => share > 0n);
  const creditMinor = sum - sumMinor(paid.map(({ share }) => share));
  return (
    <div className="border-line -mx-5 border-y noscript:hidden">
      <Table caption="What each invoice gets">
        <thead>
          <tr>
            <th scope="col">Invoice</th>
            <th scope="col" className="max-sm:hidden">
              Due date
            </th>
            <th scope="col" className="num max-sm:hidden">
              Due
            </th>
            <th scope="col" className="num">
              Gets
            </th>
          </tr>
        </thead>
        <tbody>
          {paid.map(({ id, number, dueOn, dueMinor, share }) => (
            <tr key={id}>
              <td className="font-semibold">
                <span className="block min-w-[9ch] wrap-anywhere">{number}</span>
              </td>
              <td className="text-second whitespace-nowrap max-sm:hidden">{formatDate(dueOn)}</td>
              <td className="num text-second max-sm:hidden">{formatMoney(dueMinor, currency)}</td>
              <td className="num">{formatMoney(share, currency)}</td>
            </tr>
          ))}
          {creditMinor > 0n && (
            <tr>
              <td>Credit on account</td>
              <td className="max-sm:hidden" />
              <td className="max-sm:hidden" />
              <td className="num">{formatMoney(creditMinor, currency)}</td>
            </tr>
          )}
        </tbody>
      </Table>
    </div>
  );
}
