import { Link } from '@remix-run/react';
import { useLanguage, useRichWords, useWords } from '~/components/language';
import { Money } from '~/components/ui/money';
import { Table } from '~/components/ui/table';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { isBankBrand } from '~/domain/payment-methods/method-kind';
import { brandName } from '~/domain/payment-methods/method-words';
import type { PaymentState } from '~/domain/payments/payment-state';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { LastFour, MethodMark } from './method-mark';
import { paymentListWords } from './payment-list.words';
import { PaymentStateTag } from './payment-state-tag';

export type PaymentLine = {
  id: string;
  state: PaymentState;
  outside: boolean;
  currency: Currency;
  amountMinor: bigint;
  /** Credit on account that it uses besides. */
  creditMinor: bigint;
  /** Part of the amount. */
  feeMinor: bigint;
  method: { brand: string; last4: string } | null;
  /** The day it was paid, or else begun, in the vendor's zone. */
  on: string;
  /** At the bank: by when the money has usually arrived. */
  expectedOn: string | null;
  invoiceCount: number;
  receipt: { id: string; number: string } | null;
};

/** The history, newest first. On a phone each row takes two lines. */
export function PaymentList({ payments }: { payments: PaymentLine[] }) {
  const say = useWords(paymentListWords);
  return (
    <Table caption={say('caption')}>
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">{say('date')}</th>
          <th scope="col" className="max-sm:hidden">
            {say('invoices')}
          </th>
          <th scope="col" className="max-md:hidden">
            {say('method')}
          </th>
          <th scope="col" className="max-sm:hidden">
            {say('receipt')}
          </th>
          <th scope="col" className="max-sm:hidden">
            {say('state')}
          </th>
          <th scope="col" className="num">
            {say('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => (
          <Row key={payment.id} payment={payment} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ payment }: { payment: PaymentLine }) {
  const { id, state, outside, currency, amountMinor, creditMinor, feeMinor, method, on, expectedOn, receipt } = payment;
  const language = useLanguage();
  const say = useWords(paymentListWords);
  const rich = useRichWords(paymentListWords);
  const invoices = invoiceCount(payment.invoiceCount, language);
  return (
    <tr>
      <td>
        <Link to={paths.payment(id)} className="font-semibold whitespace-nowrap hover:underline">
          {on}
          <span className="sr-only">{say('paymentOf', { count: payment.invoiceCount })}</span>
        </Link>
        <span className="text-small text-second mt-0.5 block sm:hidden">
          {invoices}
          {expectedOn && ` · ${say('until', { on: expectedOn })}`}
          {receipt && (
            <>
              {' · '}
              <Link to={paths.receipt(receipt.id)} className="underline">
                <bdi>{receipt.number}</bdi>
              </Link>
            </>
          )}
        </span>
      </td>
      <td className="text-second max-sm:hidden">{invoices}</td>
      <td className="text-second max-md:hidden">
        {method ? (
          <span className="inline-flex items-center gap-2">
            <MethodMark brand={method.brand} />
            <span>
              {isBankBrand(method.brand) && `${brandName(method.brand, language)} `}
              <LastFour last4={method.last4} />
            </span>
          </span>
        ) : outside ? (
          say('outside')
        ) : amountMinor === 0n ? (
          say('credit')
        ) : (
          say('card')
        )}
      </td>
      <td className="max-sm:hidden">
        {receipt ? (
          <Link to={paths.receipt(receipt.id)} className="text-green whitespace-nowrap tabular-nums hover:underline">
            <bdi>{receipt.number}</bdi>
          </Link>
        ) : (
          <span className="sr-only">{say('noReceipt')}</span>
        )}
      </td>
      <td className="max-sm:hidden">
        <PaymentStateTag state={state} />
        {expectedOn && <span className="text-small text-second mt-0.5 block">{say('until', { on: expectedOn })}</span>}
      </td>
      <td className="num">
        <Money
          amountMinor={amountMinor}
          currency={currency}
          className={`block ${state === 'succeeded' ? 'font-semibold' : 'text-second'}`}
        />
        {creditMinor > 0n && (
          <span className="text-small text-second block">
            {rich('andCredit', { amount: <Money amountMinor={creditMinor} currency={currency} /> })}
          </span>
        )}
        {feeMinor > 0n && (
          <span className="text-small text-second block">
            {rich('withFee', { amount: <Money amountMinor={feeMinor} currency={currency} /> })}
          </span>
        )}
        <span className="mt-0.5 block sm:hidden">
          <PaymentStateTag state={state} />
        </span>
      </td>
    </tr>
  );
}
