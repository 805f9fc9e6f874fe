import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import type { InvoicePayment } from '~/domain/invoices/invoice-detail';
import { methodName } from '~/domain/payment-methods/method-words';
import { formatsOf } from '~/lib/languages/formats';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { invoicePaid } from './invoice-history.words';

const LINK = 'font-semibold text-green hover:underline';

/** What a payment did to the invoice, with the way to it and to its receipt. */
export function PaidLine({ payment, currency }: { payment: InvoicePayment; currency: Currency }) {
  const say = useWords(invoicePaid);
  const { money } = useFormats();
  return (
    <>
      <PaymentInWords payment={payment} />
      {payment.receiptId && (
        <>
          {' · '}
          <Link to={paths.receipt(payment.receiptId)} className={LINK}>
            {say('receipt', { number: payment.receiptNumber ?? '' })}
          </Link>
        </>
      )}
      {payment.creditMinor > 0n && payment.keptMinor === 0n && (
        <Aside>{say('withCredit', { amount: money(payment.creditMinor, currency) })}</Aside>
      )}
      {payment.keptMinor > 0n && <Aside>{say('whenVoid', { amount: money(payment.keptMinor, currency) })}</Aside>}
    </>
  );
}

/** "Payment at the bank with SEPA account •••• 3000, expected by 6 Mar 2026: not paid yet". */
function PaymentInWords({ payment }: { payment: InvoicePayment }) {
  const { state, expectedOn, methodBrand: brand, methodLast4: last4 } = payment;
  const language = useLanguage();
  const say = useWords(invoicePaid);
  const rich = useRichWords(invoicePaid);
  const link = (
    <Link to={paths.payment(payment.id)} className={LINK}>
      {say(STATES.get(state) ?? 'underWay')}
    </Link>
  );
  const paid = brand && last4 ? rich('with', { payment: link, method: methodName({ brand, last4 }, language) }) : link;
  if (state !== 'processing' || !expectedOn) return paid;
  return rich('expected', { payment: <>{paid}</>, date: formatsOf(language).date(expectedOn) });
}

const STATES = new Map<string, 'paid' | 'checking' | 'action_required' | 'processing'>([
  ['succeeded', 'paid'],
  ['reserved', 'checking'],
  ['checking', 'checking'],
  ['action_required', 'action_required'],
  ['processing', 'processing'],
]);

/** More about a line of the history, below it. */
export function Aside({ children }: { children: ReactNode }) {
  return <span className="text-small text-second block">{children}</span>;
}
