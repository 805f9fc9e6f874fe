import { Form, useNavigation } from '@remix-run/react';
import { useFormats, useWords } from '~/components/language';
import type { RecentPayment } from '~/domain/invoices/recent-payment';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';
import { waitingPayment } from './listed-apart.words';

/** Payments that were left at the bank's question: their invoices are not among the open ones until it is answered. */
export function WaitingPayments({ payments, mayPay }: { payments: RecentPayment[]; mayPay: boolean }) {
  return payments.map((payment) => <Waiting key={payment.id} payment={payment} mayPay={mayPay} />);
}

function Waiting({ payment, mayPay }: { payment: RecentPayment; mayPay: boolean }) {
  const say = useWords(waitingPayment);
  const address = paths.payment(payment.id);
  const cancelling = useNavigation().formAction === address;
  const amount = useFormats().money(payment.amountMinor, payment.currency);
  return (
    <Banner tone="amber" title={say(mayPay ? 'waitsForYou' : 'waits', { amount })} className="mb-6 print:hidden">
      <p>{say(mayPay ? 'untilYou' : 'untilColleague', { count: payment.invoiceCount })}</p>
      <div className="mt-3 flex flex-wrap gap-2.5">
        <ButtonLink to={address}>{say(mayPay ? 'continue' : 'see')}</ButtonLink>
        {mayPay && (
          <Form method="post" action={address}>
            <Button variant="quiet" name="intent" value="cancel" pending={cancelling}>
              {say(cancelling ? 'cancelling' : 'cancel')}
            </Button>
          </Form>
        )}
      </div>
    </Banner>
  );
}
