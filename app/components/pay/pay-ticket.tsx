import { Button } from '~/components/ui/button';
import { Money } from '~/components/ui/money';
import { Ticket } from '~/components/ui/ticket';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { invoiceCount, invoicesInWords } from '~/domain/invoices/invoice-count';
import { formatDate, isCalendarDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { Mailbox } from './mailbox';
import type { PayStage } from './use-pay';
import type { FeeReview } from './with-fee';

/** `payOn`: the date it is scheduled for instead of being paid now. */
type PayTicketProps = { review: FeeReview; stage: PayStage; payOn: CalendarDate | null };
type NoteProps = { review: FeeReview; kind: MethodKind; payOn: CalendarDate | null };

/** The slip with the total and the one button, beside the form on a wide screen. */
export function PayTicket({ review, stage, kind, payOn }: PayTicketProps & NoteProps) {
  const { currency, totalMinor, creditMinor, fee, chargeMinor, count } = review;
  return (
    <Ticket
      caption={
        payOn === null ? 'You pay today' : isCalendarDate(payOn) ? `You pay on ${formatDate(payOn)}` : 'You pay later'
      }
      total={
        <Money
          amountMinor={chargeMinor}
          currency={currency}
          className={isLong(chargeMinor, currency) ? 'text-title' : ''}
        />
      }
      className="max-lg:hidden lg:sticky lg:top-7"
    >
      <Ticket.Tear />
      <Ticket.Line label={invoiceCount(count)}>
        <Money amountMinor={totalMinor} currency={currency} />
      </Ticket.Line>
      {creditMinor > 0n && <Ticket.Line label="Credit used">−{formatMoney(creditMinor, currency)}</Ticket.Line>}
      {fee && (
        <Ticket.Line label={fee.label}>
          <Money amountMinor={fee.amountMinor} currency={currency} />
        </Ticket.Line>
      )}
      <PayButton review={review} stage={stage} payOn={payOn} className="mt-4 w-full" />
      <PayNote review={review} kind={kind} payOn={payOn} className="mt-3" />
    </Ticket>
  );
}

/** Longer than the ticket is wide in the size of totals. */
const isLong = (totalMinor: bigint, currency: Currency) => formatMoney(totalMinor, currency).length > 15;

/** The same on a phone: at the foot of the window, always in reach. */
export function PayBar({ review, stage, payOn }: PayTicketProps) {
  const { currency, creditMinor, fee, chargeMinor, count } = review;
  return (
    <div className="pay-bar border-line bg-card shadow-ticket fixed inset-x-0 bottom-0 z-10 border-t px-4 pt-3 pb-[max(16px,env(safe-area-inset-bottom))] sm:px-7 lg:hidden print:hidden">
      <div>
        <p className="text-small text-second mb-2 flex justify-between gap-4">
          <span>
            {invoiceCount(count)}
            {creditMinor > 0n && ` − ${formatMoney(creditMinor, currency)} credit`}
            {fee && ` + ${formatMoney(fee.amountMinor, currency)} fee`}
            {payOn !== null && isCalendarDate(payOn) && ` on ${formatDate(payOn)}`}
          </span>
          <Money amountMinor={chargeMinor} currency={currency} className="text-ink font-semibold" />
        </p>
        <PayButton review={review} stage={stage} payOn={payOn} className="w-full" />
      </div>
    </div>
  );
}

const WORKING: Record<Exclude<PayStage, 'idle'>, (amount: string) => string> = {
  'reading-card': (amount) => `Paying ${amount}…`,
  paying: (amount) => `Paying ${amount}…`,
  authenticating: () => 'Waiting for your bank…',
};

function PayButton({ review, stage, payOn, className }: PayTicketProps & { className: string }) {
  const { chargeMinor, creditMinor, currency } = review;
  const covered = chargeMinor === 0n && creditMinor > 0n;
  const amount = covered ? `with ${formatMoney(creditMinor, currency)} credit` : formatMoney(chargeMinor, currency);
  return (
    <Button variant="primary" size="lg" pending={stage !== 'idle'} className={`tabular-nums ${className}`}>
      {payOn !== null
        ? `${stage === 'idle' ? 'Schedule' : 'Scheduling'} ${amount}${stage === 'idle' ? '' : '…'}`
        : stage === 'idle'
          ? `Pay ${amount}`
          : WORKING[stage](amount)}
    </Button>
  );
}

/** What pressing the button does, and what it does not. */
export function PayNote({ review, kind, payOn, className = '' }: NoteProps & { className?: string }) {
  const all = review.count === 1 ? 'it' : review.count === 2 ? 'both invoices' : `all ${invoicesInWords(review.count)}`;
  if (review.chargeMinor === 0n && review.creditMinor > 0n)
    return (
      <p className={`text-small text-second ${className}`}>
        Nothing is charged: your credit pays {all}. The receipt goes to <Mailbox email={review.email} />.
      </p>
    );
  if (payOn !== null)
    return (
      <p className={`text-small text-second ${className}`}>
        Nothing is charged before that day begins, and you can cancel until then. By scheduling it you allow{' '}
        {review.vendorName} to charge your {kind === 'card' ? 'card' : 'account'} once, at most for this amount. The
        receipt goes to <Mailbox email={review.email} />.
      </p>
    );
  if (kind !== 'card')
    return (
      <p className={`text-small text-second ${className}`}>
        Your account is debited once. That takes a few business days; the receipt for {all} goes to{' '}
        <Mailbox email={review.email} /> when the money has arrived.
      </p>
    );
  return (
    <p className={`text-small text-second ${className}`}>
      Your card is charged once.{' '}
      {review.email === null ? (
        <>You get one receipt for {all} here, and a copy goes to the address on file.</>
      ) : (
        <>
          You get one receipt for {all} at <Mailbox email={review.email} />.
        </>
      )}
    </p>
  );
}
