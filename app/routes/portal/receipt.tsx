import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { languageOfMatches, useRichWords, useWords } from '~/components/language';
import { describeReceipt, ROWS_AT_ONCE } from '~/components/receipts/describe-receipt';
import { receiptPageWords } from '~/components/receipts/receipt-page.words';
import { ReceiptTicket } from '~/components/receipts/receipt-ticket';
import { describeReversals } from '~/components/refunds/describe-refund';
import { buttonClass } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { loadReceipt } from '~/domain/receipts/load-receipt.server';
import { receiptCode } from '~/domain/receipts/receipt-code.server';
import { listReversals } from '~/domain/refunds/list-reversals.server';
import { goneMinor } from '~/domain/refunds/reversal-words';
import { formatsOf } from '~/lib/languages/formats';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const title = receiptPageWords(languageOfMatches(matches))('title', { number: data?.receipt.number ?? '' });
  return [{ title: `${title} · Quittance` }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor, language } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const receipt = await loadReceipt(args.params['id'] ?? '', { vendorId, customerId });
  if (!receipt) throw new Response(null, { status: 404, statusText: 'Not found' });
  const reversals = await listReversals({ vendorId, customerId }, { paymentId: receipt.paymentId });
  const left = BigInt(receipt.snapshot.totalMinor) - goneMinor(reversals);
  const all = new URL(args.request.url).searchParams.has('all');
  return {
    id: receipt.id,
    paymentId: receipt.paymentId,
    receipt: describeReceipt(receipt.snapshot, all ? receipt.snapshot.invoices.length : ROWS_AT_ONCE, language),
    check: receiptCode(receipt),
    since: {
      lines: describeReversals(reversals, vendor.timeZone, language),
      left: formatsOf(language).money(left > 0n ? left : 0n, receipt.snapshot.currency),
    },
  };
}

export default function Receipt() {
  const { id, paymentId, receipt, check, since } = useLoaderData<typeof loader>();
  const say = useWords(receiptPageWords);
  const rich = useRichWords(receiptPageWords);
  return (
    <div className="max-w-[720px]">
      <PageTitle
        title={rich('title', { number: <span className="whitespace-nowrap normal-nums">{receipt.number}</span> })}
        subtitle={say('issued', { date: receipt.issuedOn, vendor: receipt.vendor.name })}
        back={{ to: paths.receipts, label: say('receipts') }}
        aside={
          <a href={paths.receiptPdf(id)} className={buttonClass({ variant: 'primary' })}>
            <Icon name="download" size={16} />
            {say('download')}
          </a>
        }
      />
      <ReceiptTicket receipt={receipt} check={check} paymentId={paymentId} since={since} />
    </div>
  );
}
