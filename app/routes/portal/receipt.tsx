import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { describeReceipt, ROWS_AT_ONCE } from '~/components/receipts/describe-receipt';
import { ReceiptTicket } from '~/components/receipts/receipt-ticket';
import { describeReversals } from '~/components/refunds/describe-refund';
import { buttonClass } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { loadReceipt } from '~/domain/receipts/load-receipt.server';
import { receiptCode } from '~/domain/receipts/receipt-code.server';
import { listReversals } from '~/domain/refunds/list-reversals.server';
import { goneMinor } from '~/domain/refunds/reversal-words';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Receipt ${data?.receipt.number ?? ''} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const receipt = await loadReceipt(args.params['id'] ?? '', { vendorId, customerId });
  if (!receipt) throw new Response(null, { status: 404, statusText: 'Not found' });
  const reversals = await listReversals({ vendorId, customerId }, { paymentId: receipt.paymentId });
  const left = BigInt(receipt.snapshot.totalMinor) - goneMinor(reversals);
  const all = new URL(args.request.url).searchParams.has('all');
  return {
    id: receipt.id,
    paymentId: receipt.paymentId,
    receipt: describeReceipt(receipt.snapshot, all ? receipt.snapshot.invoices.length : ROWS_AT_ONCE),
    check: receiptCode(receipt),
    since: {
      lines: describeReversals(reversals, vendor.timeZone),
      left: formatMoney(left > 0n ? left : 0n, receipt.snapshot.currency),
    },
  };
}

export default function Receipt() {
  const { id, paymentId, receipt, check, since } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-[720px]">
      <PageTitle
        title={
          <>
            Receipt <span className="normal-nums">{receipt.number}</span>
          </>
        }
        subtitle={`Issued ${receipt.issuedOn} by ${receipt.vendor.name}`}
        back={{ to: paths.receipts, label: 'Receipts' }}
        aside={
          <a href={paths.receiptPdf(id)} className={buttonClass({ variant: 'primary' })}>
            <Icon name="download" size={16} />
            Download PDF
          </a>
        }
      />
      <ReceiptTicket receipt={receipt} check={check} paymentId={paymentId} since={since} />
    </div>
  );
}
