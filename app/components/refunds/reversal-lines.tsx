import { Link } from '@remix-run/react';
import { useWords } from '~/components/language';
import { usePlaces } from '~/components/pay/places';
import { Ticket } from '~/components/ui/ticket';
import type { ReversalLine } from './describe-refund';
import { reversalLineWords } from './reversal-lines.words';

/** What went back of a payment since, and what is left of it. Nothing where nothing did. */
export function ReversalLines({
  lines,
  left,
  title,
}: {
  lines: readonly ReversalLine[];
  /** "$120.00": what counts of the payment now. */
  left: string;
  title?: string;
}) {
  const say = useWords(reversalLineWords);
  const name = title ?? say('since');
  if (lines.length === 0) return null;
  return (
    <section aria-label={name} className="border-line mt-4 border-t pt-3">
      <h2 className="text-small text-third pb-1">{name}</h2>
      {lines.map((line) => (
        <Ticket.Line key={line.key} label={<What line={line} />}>
          {line.amount}
        </Ticket.Line>
      ))}
      <Ticket.Line label={say('countsNow')} strong>
        {left}
      </Ticket.Line>
    </section>
  );
}

function What({ line }: { line: ReversalLine }) {
  const { refund } = usePlaces();
  const address = line.document && refund(line.document.id);
  return (
    <>
      {line.document && address ? (
        <Link to={address} className="text-ink hover:underline">
          {line.words} <bdi className="tabular-nums">{line.document.number}</bdi>
        </Link>
      ) : (
        line.words
      )}{' '}
      <span className="text-small text-third whitespace-nowrap">{line.on}</span>
    </>
  );
}
