import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from '@remix-run/react';
import { useWords } from '~/components/language';
import { ButtonLink } from '~/components/ui/button';
import { Icon, type IconName } from '~/components/ui/icon';
import { Ticket } from '~/components/ui/ticket';
import { paymentWords } from './payment.words';
import { usePlaces } from './places';

export type SheetLook = 'paid' | 'working' | 'bank' | 'ask' | 'failed' | 'ended' | 'date';

const LOOKS: Record<SheetLook, { circle: string; icon: IconName | null }> = {
  paid: { circle: 'bg-green text-green-on', icon: 'check' },
  working: { circle: 'bg-blue-soft text-blue', icon: null },
  bank: { circle: 'bg-blue-soft text-blue', icon: 'bank' },
  ask: { circle: 'bg-amber-soft text-amber', icon: 'lock' },
  failed: { circle: 'bg-red-soft text-red', icon: 'x' },
  ended: { circle: 'bg-neutral text-second', icon: 'minus' },
  date: { circle: 'bg-blue-soft text-blue', icon: 'calendar' },
};

type SheetProps = { look: SheetLook; title: string; subtitle: ReactNode; children?: ReactNode };

const HEADING = 'payment-state';

/** A payment that ends while it is looked at: the new sentence takes the focus, and so is read out. */
export function useFocusOnNews(state: string): void {
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    document.getElementById(HEADING)?.focus();
  }, [state]);
}

/** One payment as a ticket: how it stands in a sign and a sentence, details below. */
export function PaymentSheet({ look, title, subtitle, children }: SheetProps) {
  const { circle, icon } = LOOKS[look];
  const say = useWords(paymentWords);
  const { payments, invoices } = usePlaces();
  const above = payments ?? invoices;
  return (
    <div className="max-w-[584px]">
      <Link
        to={above.to}
        className="rounded-small text-small text-second hover:text-ink mb-3 inline-flex items-center gap-1.5 print:hidden"
      >
        <Icon name="arrow-left" size={14} />
        {say(above.label)}
      </Link>
      <Ticket className="max-w-[584px] [--ticket-inset:20px] max-sm:px-5 sm:px-[30px] sm:pt-[30px] sm:pb-7 sm:[--ticket-inset:30px]">
        <span aria-hidden className={`grid size-14 place-content-center rounded-full ${circle}`}>
          {icon ? <Icon name={icon} size={28} /> : <span className="spinner !size-6" />}
        </span>
        <h1 id={HEADING} tabIndex={-1} className="text-title mt-4 font-bold text-balance outline-none">
          {title}
        </h1>
        <p className="text-second mt-1">{subtitle}</p>
        {children}
      </Ticket>
    </div>
  );
}

/** For who need not wait here. */
export function WaysBack() {
  const say = useWords(paymentWords);
  const { invoices, payments } = usePlaces();
  return (
    <>
      <ButtonLink to={invoices.to}>{say(invoices.label)}</ButtonLink>
      {payments && (
        <ButtonLink to={payments.to} variant="quiet">
          {say('seePayments')}
        </ButtonLink>
      )}
    </>
  );
}
