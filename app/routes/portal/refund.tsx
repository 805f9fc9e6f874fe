import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { describeRefund } from '~/components/refunds/describe-refund';
import { RefundTicket } from '~/components/refunds/refund-ticket';
import { Banner } from '~/components/ui/banner';
import { buttonClass } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { receiptCode } from '~/domain/receipts/receipt-code.server';
import { loadRefundDocument } from '~/domain/refunds/load-refund-document.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Refund ${data?.refund.number ?? ''} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const document = await loadRefundDocument(args.params['id'] ?? '', { vendorId, customerId });
  if (!document) throw new Response(null, { status: 404, statusText: 'Not found' });
  const { id, receiptId, paymentId, state, snapshot } = document;
  return {
    id,
    receiptId,
    paymentId,
    failed: state === 'failed',
    refund: describeRefund(snapshot),
    check: receiptCode(document),
  };
}

export default function Refund() {
  const { id, receiptId, paymentId, failed, refund, check } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle
        title={
          <>
            Refund <span className="normal-nums">{refund.number}</span>
          </>
        }
        subtitle={`Issued ${refund.issuedOn} by ${refund.vendorName}`}
        back={
          receiptId
            ? { to: paths.receipt(receiptId), label: `Receipt ${refund.receiptNumber}` }
            : { to: paths.payment(paymentId), label: 'Payment' }
        }
        aside={
          <a href={paths.refundPdf(id)} className={buttonClass({ variant: 'primary' })}>
            <Icon name="download" size={16} />
            Download PDF
          </a>
        }
      />
      {failed && (
        <Banner tone="amber" title="This refund did not arrive" className="mb-5">
          The bank sent the money back to {refund.vendorName}. What it had reopened counts as paid again. Ask{' '}
          {refund.vendorName} how you will get it another way.
        </Banner>
      )}
      <RefundTicket refund={refund} check={check} receiptId={receiptId} paymentId={paymentId} />
    </div>
  );
}
