import { useLanguage, useWords } from '~/components/language';
import { ButtonLink } from '~/components/ui/button';
import { Ticket } from '~/components/ui/ticket';
import { declineWords } from '~/domain/payments/words';
import type { PaymentPage } from './payment-page.types';
import { PaymentRows } from './payment-paid';
import { usePlaces } from './places';
import { PaymentSheet } from './payment-sheet';
import { What } from './payment-what';
import { endedWords } from './payment-ended.words';
import { paymentWords } from './payment.words';

/** No money moved: why, and the way to try again with the same invoices. */
export function PaymentEnded({ page }: { page: PaymentPage }) {
  const { payment, mayPay, tryAgain } = page;
  const { invoices } = usePlaces();
  const language = useLanguage();
  const say = useWords(endedWords);
  const sayOf = useWords(paymentWords);
  const failed = payment.state === 'failed';
  const words = failed
    ? declineWords(payment.failureCode, language)
    : { title: say('cancelled'), lines: [say('openAgain')] };
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
            {say(failed ? 'tryAgain' : 'payThem')}
          </ButtonLink>
        )}
        <ButtonLink to={invoices.to} className="min-h-[42px]">
          {sayOf(invoices.label)}
        </ButtonLink>
      </div>
      <Ticket.Tear className="my-5" />
      <PaymentRows payment={payment} />
    </PaymentSheet>
  );
}
