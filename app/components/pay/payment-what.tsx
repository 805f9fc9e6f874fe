import { Money } from '~/components/ui/money';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { MethodInWords } from './method-mark';
import type { ShownPayment } from './payment-page.types';

/** "$300.00 for 3 invoices with Visa •••• 4242". */
export function What({ payment }: { payment: ShownPayment }) {
  return (
    <>
      <Money amountMinor={payment.amountMinor} currency={payment.currency} /> for {invoiceCount(payment.invoiceCount)}
      {payment.method && (
        <>
          {' '}
          <MethodInWords method={payment.method} />
        </>
      )}
    </>
  );
}
