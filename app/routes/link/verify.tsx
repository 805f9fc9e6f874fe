import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { languageOfMatches } from '~/components/language';
import { ReceiptVerdict, type Genuine } from '~/components/receipts/receipt-verdict';
import { verdictWords } from '~/components/receipts/receipt-verdict.words';
import { checkCreditNote } from '~/domain/credits/check-credit-note.server';
import { checkReceipt, type GenuineReceipt } from '~/domain/receipts/check-receipt.server';
import { checkRefundDocument } from '~/domain/refunds/check-refund-document.server';
import { formatsOf, type Formats } from '~/lib/languages/formats';
import { pageLanguage } from '~/lib/languages/page-language';

const TABS = { receipt: 'receiptTab', 'refund document': 'refundTab', 'credit note': 'creditNoteTab' } as const;

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const say = verdictWords(languageOfMatches(matches));
  return [{ title: `${say(data?.receipt ? TABS[data.receipt.kind] : 'notGenuineTab')} · Quittance` }];
};

/** Open to everybody; tells nothing that does not stand on the receipt they hold, but for what went back of it since. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const language = pageLanguage(request);
  const receipt = await describeGenuine(params['token'] ?? '', formatsOf(language));
  return data({ language, receipt }, { status: receipt ? 200 : 404 });
}

async function describeGenuine(token: string, formats: Formats): Promise<Genuine | null> {
  const receipt = await checkReceipt(token);
  if (receipt) {
    const { currency, creditUsedMinor, refundedMinor, takenBackMinor } = receipt;
    return {
      kind: 'receipt',
      ...inWords(receipt, formats),
      credit: creditUsedMinor > 0n ? formats.money(creditUsedMinor, currency) : null,
      refunded: refundedMinor > 0n ? formats.money(refundedMinor, currency) : null,
      takenBack: takenBackMinor > 0n ? formats.money(takenBackMinor, currency) : null,
      failed: false,
    };
  }
  const nothingSince = { credit: null, refunded: null, takenBack: null };
  const refund = await checkRefundDocument(token);
  if (refund) return { kind: 'refund document', ...inWords(refund, formats), ...nothingSince, failed: refund.failed };
  const note = await checkCreditNote(token);
  return note && { kind: 'credit note', ...inWords(note, formats), ...nothingSince, failed: false };
}

function inWords({ number, payee, totalMinor, currency, paidOn }: GenuineReceipt, { money, date }: Formats) {
  return { number, payee, total: money(totalMinor, currency), paidOn: date(paidOn) };
}

export default function Verify() {
  return <ReceiptVerdict receipt={useLoaderData<typeof loader>().receipt} />;
}
