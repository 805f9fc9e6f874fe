import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { languageOfMatches, useRichWords, useWords } from '~/components/language';
import { describeRefund } from '~/components/refunds/describe-refund';
import { refundPageWords } from '~/components/refunds/refund-page.words';
import { RefundTicket } from '~/components/refunds/refund-ticket';
import { Banner } from '~/components/ui/banner';
import { buttonClass } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { receiptCode } from '~/domain/receipts/receipt-code.server';
import { loadRefundDocument } from '~/domain/refunds/load-refund-document.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const title = refundPageWords(languageOfMatches(matches))('title', { number: data?.refund.number ?? '' });
  return [{ title: `${title} · Quittance` }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, language } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const document = await loadRefundDocument(args.params['id'] ?? '', { vendorId, customerId });
  if (!document) throw new Response(null, { status: 404, statusText: 'Not found' });
  const { id, receiptId, paymentId, state, snapshot } = document;
  return {
    id,
    receiptId,
    paymentId,
    failed: state === 'failed',
    refund: describeRefund(snapshot, language),
    check: receiptCode(document),
  };
}

export default function Refund() {
  const { id, receiptId, paymentId, failed, refund, check } = useLoaderData<typeof loader>();
  const say = useWords(refundPageWords);
  const rich = useRichWords(refundPageWords);
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle
        title={rich('title', { number: <span className="whitespace-nowrap normal-nums">{refund.number}</span> })}
        subtitle={say('issued', { date: refund.issuedOn, vendor: refund.vendorName })}
        back={
          receiptId
            ? { to: paths.receipt(receiptId), label: say('receipt', { number: refund.receiptNumber ?? '' }) }
            : { to: paths.payment(paymentId), label: say('payment') }
        }
        aside={
          <a href={paths.refundPdf(id)} className={buttonClass({ variant: 'primary' })}>
            <Icon name="download" size={16} />
            {say('download')}
          </a>
        }
      />
      {failed && (
        <Banner tone="amber" title={say('failed')} className="mb-5">
          {say('failedText', { vendor: refund.vendorName })}
        </Banner>
      )}
      <RefundTicket refund={refund} check={check} receiptId={receiptId} paymentId={paymentId} />
    </div>
  );
}
