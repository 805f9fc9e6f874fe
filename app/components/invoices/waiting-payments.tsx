import { Form, useNavigation } from '@remix-run/react';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { RecentPayment } from '~/domain/invoices/recent-payment';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';

/** Payments that were left at the bank's question: their invoices are not among the open ones until it is answered. */
export function WaitingPayments({ payments, mayPay }: { payments: RecentPayment[]; mayPay: boolean }) {
  return payments.map((payment) => <Waiting key={payment.id} payment={payment} mayPay={mayPay} />);
}

function Waiting({ payment, mayPay }: { payment: RecentPayment; mayPay: boolean }) {
  const address = paths.payment(payment.id);
  const cancelling = useNavigation().formAction === address;
  const amount = formatMoney(payment.amountMinor, payment.currency);
  return (
    <Banner
      tone="amber"
      title={mayPay ? `A payment of ${amount} waits for you` : `A payment of ${amount} waits to be confirmed`}
      className="mb-6 print:hidden"
    >
      <p>
        Nothing is charged until {mayPay ? 'you confirm it with your bank' : 'the colleague who started it confirms it'}
        . {payment.invoiceCount === 1 ? 'Its invoice is' : `Its ${invoiceCount(payment.invoiceCount)} are`} held until
        then.
      </p>
      <div className="mt-3 flex flex-wrap gap-2.5">
        <ButtonLink to={address}>{mayPay ? 'Continue' : 'See the payment'}</ButtonLink>
        {mayPay && (
          <Form method="post" action={address}>
            <Button variant="quiet" name="intent" value="cancel" pending={cancelling}>
              {cancelling ? 'Cancelling…' : 'Cancel this payment'}
            </Button>
          </Form>
        )}
      </div>
    </Banner>
  );
}
