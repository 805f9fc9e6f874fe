import { Link } from '@remix-run/react';
import { usePlaces } from '~/components/pay/places';
import type { ReversalLine } from '~/components/refunds/describe-refund';
import { ReversalLines } from '~/components/refunds/reversal-lines';
import { Fact } from '~/components/ui/fact';
import { Ticket } from '~/components/ui/ticket';
import { VendorMark } from '~/components/vendor-mark';
import type { ShownReceipt } from './describe-receipt';
import { QrCode } from './qr-code';
import { ReceiptRows } from './receipt-rows';

export type Check = { url: string; size: number; path: string };

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
  return (
    <Ticket caption="Paid" total={<span className="wrap-anywhere">{receipt.total}</span>}>
      <p className="text-second mt-1 tabular-nums">{receipt.paid}</p>
      <Ticket.Tear className="my-5" />
      <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <Party label="Received from" name={receipt.payer.name} lines={receipt.payer.lines} />
        <Party label="Paid to" {...receipt.vendor} />
        {receipt.payer.contact && (
          <Party label="Paid by" name={receipt.payer.contact.name} lines={[receipt.payer.contact.email]} />
        )}
        <Fact label="Reference">
          <span className="font-semibold wrap-anywhere">{receipt.reference ?? 'none'}</span>
          <Link
            to={places.payment(paymentId)}
            className="rounded-small text-small text-green block hover:underline print:hidden"
          >
            See the payment
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
          <Ticket.Line label="Total paid" strong>
            {receipt.total}
          </Ticket.Line>
        </div>
      </div>
      <ReversalLines {...since} title="Since this receipt" />
      <Ticket.Tear className="my-5" />
      <div className="flex items-center gap-4">
        <QrCode {...check} label={`QR code: check receipt ${receipt.number}`} />
        <div className="min-w-0">
          <h2 className="font-semibold">Is this receipt genuine?</h2>
          <p className="text-small text-second">
            Anyone who holds it can scan the code, or{' '}
            <a href={check.url} className="rounded-small text-green underline underline-offset-2">
              open its check page
            </a>
            , and see what was issued.
          </p>
        </div>
      </div>
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
      <bdi className="block font-semibold wrap-anywhere">{name}</bdi>
      {lines.map((line) => (
        <bdi key={line} className="text-small text-second block wrap-anywhere">
          {line}
        </bdi>
      ))}
    </Fact>
  );
}
