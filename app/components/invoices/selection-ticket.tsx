import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { OpenTotals } from '~/domain/invoices/open-invoice';
import type { SelectedTotal } from '~/domain/selections/selection';
import { currencyName, formatMoney } from '~/lib/money';
import { Button } from '../ui/button';
import { Ticket } from '../ui/ticket';
import { encodeIntent } from './list-intent';

type TicketProps = { own: OpenTotals; selected: SelectedTotal; others: SelectedTotal[] };

export const VIEWER_WORDS = 'You may look at everything here, but not pay. Ask a colleague who is a payer.';

/** In place of the ticket for somebody who may not pay: the total, and who can. */
export function ViewerTicket({ own }: { own: OpenTotals }) {
  return (
    <Ticket caption="All that is open" total={formatMoney(own.dueMinor, own.currency)}>
      <Ticket.Tear />
      <p className="text-small text-second">{VIEWER_WORDS}</p>
    </Ticket>
  );
}

/** The slip on the right: what is selected, what it comes to, and the two ways to pay. One ticket per currency, since a payment has one. */
export function SelectionTicket({ own, selected, others }: TicketProps) {
  const { currency } = own;
  const started = selected.count > 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Ticket
        caption={started ? `${invoiceCount(selected.count)} selected` : 'All that is open'}
        total={formatMoney(started ? selected.dueMinor : own.dueMinor, currency)}
      >
        {started && <Lines selected={selected} />}
        <Ticket.Tear />
        <div className="grid gap-2.5">
          {started ? <PayButton selected={selected} /> : <PayAllButton own={own} variant="primary" />}
          {started && selected.count < own.count && <PayAllButton own={own} variant="secondary" />}
          {!started && (
            <Button name="intent" value={encodeIntent({ kind: 'pay', currency })} className="not-noscript:hidden">
              Review and pay what is ticked
            </Button>
          )}
        </div>
        <p className="text-small text-second mt-3 text-center">
          {started ? 'One payment, one receipt.' : 'Or tick the invoices you want to pay.'}
        </p>
      </Ticket>
      {others.map((other) => (
        <Ticket
          key={other.currency}
          caption={`${invoiceCount(other.count)} selected in ${currencyName(other.currency)}`}
        >
          <p className="text-title mb-3 font-bold tabular-nums">{formatMoney(other.dueMinor, other.currency)}</p>
          <PayButton selected={other} />
          <p className="text-small text-second mt-3 text-center">A payment of its own, with its own receipt.</p>
        </Ticket>
      ))}
    </div>
  );
}

function Lines({ selected }: { selected: SelectedTotal }) {
  const unnamed = selected.count - selected.lines.length;
  return (
    <ul className="text-small mt-3">
      {selected.lines.map((line) => (
        <li key={line.id}>
          <Ticket.Line label={line.number}>{formatMoney(line.dueMinor, selected.currency)}</Ticket.Line>
        </li>
      ))}
      {unnamed > 0 && <li className="text-third py-1">and {unnamed.toLocaleString('en-US')} more</li>}
    </ul>
  );
}

export function PayButton({ selected }: { selected: SelectedTotal }) {
  const { currency, count } = selected;
  if (count > MAX_INVOICES_PER_PAYMENT) {
    const most = MAX_INVOICES_PER_PAYMENT.toLocaleString('en-US');
    return (
      <>
        <p role="status" className="text-small">
          One payment takes up to {most} invoices. You selected {count.toLocaleString('en-US')}.
        </p>
        <Button variant="primary" size="lg" name="intent" value={encodeIntent({ kind: 'keep-first', currency })}>
          Keep the {most} that are due first
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
      Review and pay {formatMoney(selected.dueMinor, currency)}
    </Button>
  );
}

export function PayAllButton({ own, variant }: { own: OpenTotals; variant: 'primary' | 'secondary' }) {
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
        ? `Pay the ${MAX_INVOICES_PER_PAYMENT.toLocaleString('en-US')} due first`
        : own.count === 1
          ? `Pay ${formatMoney(own.dueMinor, own.currency)}`
          : `Pay all ${own.count.toLocaleString('en-US')} · ${formatMoney(own.dueMinor, own.currency)}`}
    </Button>
  );
}
