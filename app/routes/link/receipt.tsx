import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { languageOfMatches, useRichWords, useWords } from '~/components/language';
import { LinkError } from '~/components/links/link-error';
import { LinkFrame, vendorOf } from '~/components/links/link-frame';
import { linkPlaces, PlacesProvider } from '~/components/pay/places';
import { describeReceipt, ROWS_AT_ONCE } from '~/components/receipts/describe-receipt';
import { receiptPageWords } from '~/components/receipts/receipt-page.words';
import { ReceiptTicket } from '~/components/receipts/receipt-ticket';
import { describeReversals } from '~/components/refunds/describe-refund';
import { buttonClass } from '~/components/ui/button';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { isReceiptOfLink } from '~/domain/payment-links/link-payment.server';
import { loadReceipt } from '~/domain/receipts/load-receipt.server';
import { receiptCode } from '~/domain/receipts/receipt-code.server';
import { listReversals } from '~/domain/refunds/list-reversals.server';
import { goneMinor } from '~/domain/refunds/reversal-words';
import { getConfig } from '~/lib/config.server';
import { formatsOf } from '~/lib/languages/formats';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const title = receiptPageWords(languageOfMatches(matches))('title', { number: data?.receipt.number ?? '' });
  return [{ title: `${title} · Quittance` }];
};

/** The receipt of a payment that came through this link; also after the link has expired. */
export async function loader(args: LoaderFunctionArgs) {
  const { link, language } = await requireLink(args);
  const { linkId, vendorId, customerId, timeZone } = link;
  const receiptId = args.params['id'] ?? '';
  const own = link.revokedAt === null && (await isReceiptOfLink(link, receiptId));
  const receipt = own ? await loadReceipt(receiptId, { vendorId, customerId }) : null;
  if (!receipt) throw noSuchLink();
  const reversals = await listReversals({ vendorId, customerId }, { paymentId: receipt.paymentId });
  const left = BigInt(receipt.snapshot.totalMinor) - goneMinor(reversals);
  const all = new URL(args.request.url).searchParams.has('all');
  return {
    language,
    linkId,
    vendor: vendorOf(link),
    sandbox: getConfig().sandbox,
    id: receipt.id,
    paymentId: receipt.paymentId,
    receipt: describeReceipt(receipt.snapshot, all ? receipt.snapshot.invoices.length : ROWS_AT_ONCE, language),
    check: receiptCode(receipt),
    since: {
      lines: describeReversals(reversals, timeZone, language),
      left: formatsOf(language).money(left > 0n ? left : 0n, receipt.snapshot.currency),
    },
  };
}

export default function LinkReceipt() {
  const { linkId, id, paymentId, receipt, check, since, ...frame } = useLoaderData<typeof loader>();
  const say = useWords(receiptPageWords);
  const rich = useRichWords(receiptPageWords);
  return (
    <LinkFrame frame={frame}>
      <PlacesProvider value={linkPlaces(linkId)}>
        <div className="max-w-[720px]">
          <PageTitle
            title={rich('title', { number: <span className="whitespace-nowrap normal-nums">{receipt.number}</span> })}
            subtitle={say('issued', { date: receipt.issuedOn, vendor: receipt.vendor.name })}
            back={{ to: paths.link.payment(linkId, paymentId), label: say('payment') }}
            aside={
              <a href={paths.link.receiptPdf(linkId, id)} className={buttonClass({ variant: 'primary' })}>
                <Icon name="download" size={16} />
                {say('download')}
              </a>
            }
          />
          <ReceiptTicket receipt={receipt} check={check} paymentId={paymentId} since={since} />
        </div>
      </PlacesProvider>
    </LinkFrame>
  );
}

export const ErrorBoundary = LinkError;
