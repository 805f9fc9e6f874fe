import { ButtonLink } from '~/components/ui/button';
import { Ticket } from '~/components/ui/ticket';
import { declineWords } from '~/domain/payments/words';
import type { PaymentPage } from './payment-page.types';
import { PaymentRows } from './payment-paid';
import { usePlaces } from './places';
import { PaymentSheet } from './payment-sheet';
import { What } from './payment-what';

/** No money moved: why, and the way to try again with the same invoices. */
export function PaymentEnded({ page }: { page: PaymentPage }) {
  const { payment, mayPay, tryAgain } = page;
  const { invoices } = usePlaces();
  const failed = payment.state === 'failed';
  const words = failed
    ? declineWords(payment.failureCode)
    : { title: 'Cancelled. Nothing was charged.', lines: ['The invoices are open again.'] };
  return (
    <PaymentSheet look={failed ? 'failed' : 'ended'} title={words.title} subtitle={<What payment={payment} />}>
      <div className="mt-4 grid gap-1">
        {words.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="mt-6 flex flex-wrap gap-2.5">
        {mayPay && (
          <ButtonLink to={tryAgain} variant="primary" className="min-h-[42px]">
            {failed ? 'Try again' : 'Pay the invoices'}
          </ButtonLink>
        )}
        <ButtonLink to={invoices.to} className="min-h-[42px]">
          {invoices.label}
        </ButtonLink>
      </div>
      <Ticket.Tear className="my-5" />
      <PaymentRows payment={payment} />
    </PaymentSheet>
  );
}
