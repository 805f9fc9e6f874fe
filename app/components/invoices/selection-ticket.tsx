import { useFormats, useLanguage, useWords } from '~/components/language';
import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import type { OpenTotals } from '~/domain/invoices/open-invoice';
import type { SelectedTotal } from '~/domain/selections/selection';
import { localeOf } from '~/lib/languages/language';
import { currencyName } from '~/lib/money';
import { Button } from '../ui/button';
import { Ticket } from '../ui/ticket';
import { encodeIntent } from './list-intent';
import { selectionTicket } from './selection-ticket.words';

type TicketProps = { own: OpenTotals; selected: SelectedTotal; others: SelectedTotal[] };

/** In place of the ticket for somebody who may not pay: the total, and who can. */
export function ViewerTicket({ own }: { own: OpenTotals }) {
  const say = useWords(selectionTicket);
  return (
    <Ticket caption={say('allOpen')} total={useFormats().money(own.dueMinor, own.currency)}>
      <Ticket.Tear />
      <p className="text-small text-second">{say('viewer')}</p>
    </Ticket>
  );
}

/** The slip on the right: what is selected, what it comes to, and the two ways to pay. One ticket per currency, since a payment has one. */
export function SelectionTicket({ own, selected, others }: TicketProps) {
  const language = useLanguage();
  const say = useWords(selectionTicket);
  const { money } = useFormats();
  const { currency } = own;
  const started = selected.count > 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Ticket
        caption={started ? say('selected', { count: selected.count }) : say('allOpen')}
        total={money(started ? selected.dueMinor : own.dueMinor, currency)}
      >
        {started && <Lines selected={selected} />}
        <Ticket.Tear />
        <div className="grid gap-2.5">
          {started ? <PayButton selected={selected} /> : <PayAllButton own={own} variant="primary" />}
          {started && selected.count < own.count && <PayAllButton own={own} variant="secondary" />}
          {!started && (
            <Button name="intent" value={encodeIntent({ kind: 'pay', currency })} className="not-noscript:hidden">
              {say('reviewTicked')}
            </Button>
          )}
        </div>
        <p className="text-small text-second mt-3 text-center">{say(started ? 'oneReceipt' : 'orTick')}</p>
      </Ticket>
      {others.map((other) => (
        <Ticket
          key={other.currency}
          caption={say('selectedIn', {
            count: other.count,
            currency: currencyName(other.currency, localeOf(language)),
          })}
        >
          <p className="text-title mb-3 font-bold tabular-nums">{money(other.dueMinor, other.currency)}</p>
          <PayButton selected={other} />
          <p className="text-small text-second mt-3 text-center">{say('ownReceipt')}</p>
        </Ticket>
      ))}
    </div>
  );
}

function Lines({ selected }: { selected: SelectedTotal }) {
  const say = useWords(selectionTicket);
  const { money } = useFormats();
  const unnamed = selected.count - selected.lines.length;
  return (
    <ul className="text-small mt-3">
      {selected.lines.map((line) => (
        <li key={line.id}>
          <Ticket.Line label={line.number}>{money(line.dueMinor, selected.currency)}</Ticket.Line>
        </li>
      ))}
      {unnamed > 0 && <li className="text-third py-1">{say('more', { count: unnamed })}</li>}
    </ul>
  );
}

export function PayButton({ selected }: { selected: SelectedTotal }) {
  const say = useWords(selectionTicket);
  const { money } = useFormats();
  const { currency, count } = selected;
  const most = MAX_INVOICES_PER_PAYMENT;
  if (count > most) {
    return (
      <>
        <p role="status" className="text-small">
          {say('tooMany', { most, count })}
        </p>
        <Button variant="primary" size="lg" name="intent" value={encodeIntent({ kind: 'keep-first', currency })}>
          {say('keepFirst', { most })}
        </Button>
      </>
    );
  }
  return (
    <Button
      variant="primary"
      size="lg"
      name="intent"
      value={encodeIntent({ kind: 'pay', currency })}
      className="w-full tabular-nums"
    >
      {say('reviewAndPay', { amount: money(selected.dueMinor, currency) })}
    </Button>
  );
}

export function PayAllButton({ own, variant }: { own: OpenTotals; variant: 'primary' | 'secondary' }) {
  const say = useWords(selectionTicket);
  const amount = useFormats().money(own.dueMinor, own.currency);
  const tooMany = own.count > MAX_INVOICES_PER_PAYMENT;
  return (
    <Button
      variant={variant}
      size={variant === 'primary' ? 'lg' : 'md'}
      name="intent"
      value={encodeIntent({ kind: 'pay-all', currency: own.currency, first: tooMany })}
      className="w-full tabular-nums"
    >
      {tooMany
        ? say('payFirst', { most: MAX_INVOICES_PER_PAYMENT })
        : own.count === 1
          ? say('pay', { amount })
          : say('payAll', { count: own.count, amount })}
    </Button>
  );
}
