import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Money } from '~/components/ui/money';
import { Ticket } from '~/components/ui/ticket';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { invoiceCount, invoicesInWords } from '~/domain/invoices/invoice-count';
import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { withoutMarks } from '~/lib/languages/isolate';
import { Mailbox } from './mailbox';
import { payTicketWords } from './pay-ticket.words';
import type { PayStage } from './use-pay';
import type { FeeReview } from './with-fee';

/** `payOn`: the date it is scheduled for instead of being paid now. */
type PayTicketProps = { review: FeeReview; stage: PayStage; payOn: CalendarDate | null };
type NoteProps = { review: FeeReview; kind: MethodKind; payOn: CalendarDate | null };

/** The slip with the total and the one button, beside the form on a wide screen. */
export function PayTicket({ review, stage, kind, payOn }: PayTicketProps & NoteProps) {
  const { currency, totalMinor, creditMinor, fee, chargeMinor, count } = review;
  const language = useLanguage();
  const say = useWords(payTicketWords);
  const { money, signed, date } = useFormats();
  // Longer than the ticket is wide in the size of totals.
  const isLong = withoutMarks(money(chargeMinor, currency)).length > 15;
  return (
    <Ticket
      caption={
        payOn === null ? say('today') : isCalendarDate(payOn) ? say('onDate', { on: date(payOn) }) : say('later')
      }
      total={<Money amountMinor={chargeMinor} currency={currency} className={isLong ? 'text-title' : ''} />}
      className="max-lg:hidden lg:sticky lg:top-7"
    >
      <Ticket.Tear />
      <Ticket.Line label={invoiceCount(count, language)}>
        <Money amountMinor={totalMinor} currency={currency} />
      </Ticket.Line>
      {creditMinor > 0n && <Ticket.Line label={say('creditUsed')}>{signed('−', creditMinor, currency)}</Ticket.Line>}
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

/** The same on a phone: at the foot of the window, always in reach. */
export function PayBar({ review, stage, payOn }: PayTicketProps) {
  const { currency, creditMinor, fee, chargeMinor, count } = review;
  const language = useLanguage();
  const say = useWords(payTicketWords);
  const { money, date } = useFormats();
  return (
    <div className="pay-bar border-line bg-card shadow-ticket fixed inset-x-0 bottom-0 z-10 border-t px-4 pt-3 pb-[max(16px,env(safe-area-inset-bottom))] sm:px-7 lg:hidden print:hidden">
      <div>
        <p className="text-small text-second mb-2 flex justify-between gap-4">
          <span>
            {invoiceCount(count, language)}
            {creditMinor > 0n && ` ${say('barCredit', { amount: money(creditMinor, currency) })}`}
            {fee && ` ${say('barFee', { amount: money(fee.amountMinor, currency) })}`}
            {payOn !== null && isCalendarDate(payOn) && ` ${say('barOn', { on: date(payOn) })}`}
          </span>
          <Money amountMinor={chargeMinor} currency={currency} className="text-ink font-semibold" />
        </p>
        <PayButton review={review} stage={stage} payOn={payOn} className="w-full" />
      </div>
    </div>
  );
}

function PayButton({ review, stage, payOn, className }: PayTicketProps & { className: string }) {
  const { chargeMinor, creditMinor, currency } = review;
  const say = useWords(payTicketWords);
  const { money } = useFormats();
  const covered = chargeMinor === 0n && creditMinor > 0n;
  const amount = money(covered ? creditMinor : chargeMinor, currency);
  const idle = stage === 'idle';
  return (
    <Button variant="primary" size="lg" pending={!idle} className={`tabular-nums ${className}`}>
      {stage === 'authenticating'
        ? say('waiting')
        : payOn !== null
          ? say(idle ? 'schedule' : 'scheduling', { amount })
          : covered
            ? say(idle ? 'payCredit' : 'payingCredit', { amount })
            : say(idle ? 'pay' : 'paying', { amount })}
    </Button>
  );
}

/** What pressing the button does, and what it does not. */
export function PayNote({ review, kind, payOn, className = '' }: NoteProps & { className?: string }) {
  return (
    <p className={`text-small text-second ${className}`}>
      <Note review={review} kind={kind} payOn={payOn} />
    </p>
  );
}

function Note({ review, kind, payOn }: NoteProps) {
  const rich = useRichWords(payTicketWords);
  const all = useAllOf(review.count);
  const mailbox = <Mailbox email={review.email} />;
  if (review.chargeMinor === 0n && review.creditMinor > 0n) return <>{rich('noteCredit', { all, mailbox })}</>;
  if (payOn !== null) {
    const vendor = review.vendorName;
    return <>{rich(kind === 'card' ? 'noteDateCard' : 'noteDateAccount', { vendor, mailbox })}</>;
  }
  if (kind !== 'card') return <>{rich('noteAccount', { all, mailbox })}</>;
  return <>{review.email === null ? rich('noteCardHere', { all }) : rich('noteCard', { all, mailbox })}</>;
}

/** "it", "both invoices", "all four invoices": what one receipt is for. */
function useAllOf(count: number): string {
  const language = useLanguage();
  const say = useWords(payTicketWords);
  if (count <= 2) return say(count === 1 ? 'allOne' : 'allTwo');
  return say('allMany', { invoices: invoicesInWords(count, language) });
}
