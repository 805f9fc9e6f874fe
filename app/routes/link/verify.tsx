import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ReceiptVerdict, type Genuine } from '~/components/receipts/receipt-verdict';
import { checkCreditNote } from '~/domain/credits/check-credit-note.server';
import { checkReceipt, type GenuineReceipt } from '~/domain/receipts/check-receipt.server';
import { checkRefundDocument } from '~/domain/refunds/check-refund-document.server';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: `${data?.receipt ? `Genuine ${data.receipt.kind}` : 'Not a genuine receipt'} · Quittance`,
  },
];

/** Open to everybody; tells nothing that does not stand on the receipt they hold, but for what went back of it since. */
export async function loader({ params }: LoaderFunctionArgs) {
  const receipt = await describeGenuine(params['token'] ?? '');
  return data({ receipt }, { status: receipt ? 200 : 404 });
}

async function describeGenuine(token: string): Promise<Genuine | null> {
  const receipt = await checkReceipt(token);
  if (receipt) {
    const { currency, creditUsedMinor, refundedMinor, takenBackMinor } = receipt;
    return {
      kind: 'receipt',
      ...inWords(receipt),
      credit: creditUsedMinor > 0n ? formatMoney(creditUsedMinor, currency) : null,
      refunded: refundedMinor > 0n ? formatMoney(refundedMinor, currency) : null,
      takenBack: takenBackMinor > 0n ? formatMoney(takenBackMinor, currency) : null,
      failed: false,
    };
  }
  const nothingSince = { credit: null, refunded: null, takenBack: null };
  const refund = await checkRefundDocument(token);
  if (refund) return { kind: 'refund document', ...inWords(refund), ...nothingSince, failed: refund.failed };
  const note = await checkCreditNote(token);
  return note && { kind: 'credit note', ...inWords(note), ...nothingSince, failed: false };
}

function inWords({ number, payee, totalMinor, currency, paidOn }: GenuineReceipt) {
  return { number, payee, total: formatMoney(totalMinor, currency), paidOn: formatDate(paidOn) };
}

export default function Verify() {
  return <ReceiptVerdict receipt={useLoaderData<typeof loader>().receipt} />;
}
