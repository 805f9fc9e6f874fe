import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ReceiptVerdict } from '~/components/receipts/receipt-verdict';
import { checkReceipt } from '~/domain/receipts/check-receipt.server';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.receipt ? 'Genuine receipt' : 'Not a genuine receipt'} · Quittance` },
];

/** Open to everybody; tells nothing that does not stand on the receipt they hold. */
export async function loader({ params }: LoaderFunctionArgs) {
  const genuine = await checkReceipt(params['token'] ?? '');
  if (!genuine) return data({ receipt: null }, { status: 404 });
  const { number, payee, totalMinor, currency, paidOn } = genuine;
  const receipt = { number, payee, total: formatMoney(totalMinor, currency), paidOn: formatDate(paidOn) };
  return data({ receipt });
}

export default function Verify() {
  return <ReceiptVerdict receipt={useLoaderData<typeof loader>().receipt} />;
}
