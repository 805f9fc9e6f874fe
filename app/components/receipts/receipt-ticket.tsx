import { Link } from '@remix-run/react';
import { useWords } from '~/components/language';
import { usePlaces } from '~/components/pay/places';
import type { ReversalLine } from '~/components/refunds/describe-refund';
import { ReversalLines } from '~/components/refunds/reversal-lines';
import { Fact } from '~/components/ui/fact';
import { Ticket } from '~/components/ui/ticket';
import { VendorMark } from '~/components/vendor-mark';
import type { ShownReceipt } from './describe-receipt';
import { HowToCheck, type Check } from './how-to-check';
import { receiptPageWords } from './receipt-page.words';
import { ReceiptRows } from './receipt-rows';

/** The receipt on the screen: what was paid, by whom to whom, invoice by invoice, and how to check it. */
export function ReceiptTicket({
  receipt,
  check,
  paymentId,
  since,
}: {
  receipt: ShownReceipt;
  check: Check;
  paymentId: string;
  /** What went back of it since, and what still counts. */
  since: { lines: ReversalLine[]; left: string };
}) {
  const places = usePlaces();
  const say = useWords(receiptPageWords);
  return (
    <Ticket caption={say('paid')} total={<span className="wrap-anywhere">{receipt.total}</span>}>
      <p className="text-second mt-1 tabular-nums">{receipt.paid}</p>
      <Ticket.Tear className="my-5" />
      <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <Party label={say('receivedFrom')} name={receipt.payer.name} lines={receipt.payer.lines} />
        <Party label={say('paidTo')} {...receipt.vendor} />
        {receipt.payer.contact && (
          <Party label={say('paidBy')} name={receipt.payer.contact.name} lines={[receipt.payer.contact.email]} />
        )}
        <Fact label={say('reference')}>
          <bdi className="font-semibold wrap-anywhere">{receipt.reference ?? say('noReference')}</bdi>
          <Link
            to={places.payment(paymentId)}
            className="rounded-small text-small text-green block hover:underline print:hidden"
          >
            {say('seePayment')}
          </Link>
        </Fact>
      </dl>
      <ReceiptRows receipt={receipt} />
      <div className="ms-auto mt-3 sm:w-[320px]">
        {receipt.sums.map((line) => (
          <Ticket.Line key={line.label} label={line.label}>
            {line.amount}
          </Ticket.Line>
        ))}
        <div className="border-line mt-2 border-t pt-2">
          <Ticket.Line label={say('totalPaid')} strong>
            {receipt.total}
          </Ticket.Line>
        </div>
      </div>
      <ReversalLines {...since} title={say('since')} />
      <Ticket.Tear className="my-5" />
      <HowToCheck check={check} code={say('code', { number: receipt.number })} question={say('genuine')} />
    </Ticket>
  );
}

type PartyProps = { label: string; name: string; lines: string[]; logoHash?: string | null };

function Party({ label, name, lines, logoHash }: PartyProps) {
  return (
    <Fact label={label}>
      {logoHash && (
        <span className="mb-1.5 block">
          <VendorMark name={name} logoHash={logoHash} />
        </span>
      )}
      <bdi className="block font-semibold wrap-anywhere rtl:text-right">{name}</bdi>
      {lines.map((line) => (
        <bdi key={line} className="text-small text-second block wrap-anywhere rtl:text-right">
          {line}
        </bdi>
      ))}
    </Fact>
  );
}
