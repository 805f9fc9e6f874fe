import { Money } from '~/components/ui/money';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { MethodInWords } from './method-mark';
import type { ShownPayment } from './payment-page.types';

/** "$300.00", "$300.00 and $20.00 credit", "$20.00 credit". */
export function Amount({ payment }: { payment: Pick<ShownPayment, 'amountMinor' | 'creditMinor' | 'currency'> }) {
  const { amountMinor, creditMinor, currency } = payment;
  return (
    <>
      {(amountMinor > 0n || creditMinor === 0n) && <Money amountMinor={amountMinor} currency={currency} />}
      {amountMinor > 0n && creditMinor > 0n && ' and '}
      {creditMinor > 0n && (
        <>
          <Money amountMinor={creditMinor} currency={currency} /> credit
        </>
      )}
    </>
  );
}

/** "$300.00 for 3 invoices with Visa •••• 4242". */
export function What({ payment }: { payment: ShownPayment }) {
  return (
    <>
      <Amount payment={payment} /> for {invoiceCount(payment.invoiceCount)}
      {payment.method && (
        <>
          {' '}
          <MethodInWords method={payment.method} />
        </>
      )}
    </>
  );
}
