import type { ReactNode } from 'react';
import { withoutMarks } from '~/lib/languages/isolate';

/**
 * The product's one gesture: the slip that carries a total from the list to the payment to the receipt.
 * Put <Ticket.Tear /> between its parts. `caption` and `total` are its head.
 */
export function Ticket({
  caption,
  total,
  className = '',
  children,
}: {
  caption?: ReactNode;
  total?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <div
      className={`rounded-card border-line bg-card shadow-ticket border px-[22px] pt-5 pb-5 print:shadow-none ${className}`}
    >
      {caption !== undefined && <div className="text-small text-second">{caption}</div>}
      {total !== undefined && <div className={`font-bold ${totalSize(total)}`}>{total}</div>}
      {children}
    </div>
  );
}

/** As large as the ticket's width lets it be: a sum is never cut or wrapped. */
function totalSize(total: ReactNode): string {
  const length = typeof total === 'string' ? withoutMarks(total).length : 0;
  return length <= 14
    ? 'text-total'
    : length <= 18
      ? 'text-[1.75rem] leading-[2.75rem] tracking-[-0.03em]'
      : 'text-lead leading-[2.75rem]';
}

/** Reaches from edge to edge: `--ticket-inset` (app.css) is the ticket's own side padding. */
Ticket.Tear = function Tear({ className = 'my-4' }: { className?: string }) {
  return (
    <div className={`tear ${className}`} role="presentation">
      <i />
    </div>
  );
};

/** One line of a ticket: what, and how much. */
Ticket.Line = function Line({
  label,
  children,
  strong = false,
}: {
  label: ReactNode;
  children: ReactNode;
  strong?: boolean;
}) {
  return (
    <div className={`flex items-baseline justify-between gap-4 py-1 ${strong ? 'text-section font-bold' : ''}`}>
      <bdi className={`min-w-0 wrap-anywhere ${strong ? '' : 'text-second'}`}>{label}</bdi>
      <span className="num">{children}</span>
    </div>
  );
};
