import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { RefundPage } from '~/components/vendor/payment/refund-page';
import { loadVendorPayment } from '~/domain/payments/load-vendor-payment.server';
import { readRefundForm, refundInWords, refundRefusal, typedRefund } from '~/domain/refunds/refund-form';
import { requestRefund } from '~/domain/refunds/request-refund.server';
import { newId } from '~/lib/ids';
import { sumMinor } from '~/lib/money';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Refund · Quittance' }];

const notFound = () => new Response('There is no such payment.', { status: 404, statusText: 'Not Found' });
/** So many invoices have a field of their own; of more an amount comes off by the rule. */
const MOST_PARTS = 100;

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const payment = await loadVendorPayment(actor, args.params['id']);
  if (!payment) throw notFound();
  const { id, currency, customer, channel, refundable, state } = payment;
  // What cannot be refunded is told on the payment's own page.
  if (state !== 'succeeded' || refundable.forbidden || refundable.leftMinor <= 0n)
    throw redirect(paths.vendor.payment(id), 303);
  const rooms = refundable.rooms.filter(({ roomMinor }) => roomMinor > 0n);
  const held = sumMinor(rooms.map(({ roomMinor }) => roomMinor)) + refundable.feeRoomMinor;
  return {
    refundId: newId(),
    payment: { id, currency, customer: customer.name, outside: channel === 'outside' },
    leftMinor: held < refundable.leftMinor ? held : refundable.leftMinor,
    rooms: rooms.length > MOST_PARTS ? [] : rooms,
  };
}

/** Money goes out, so it asks for a fresh factor; the form that was posted is kept meanwhile. */
export async function action(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const { actor } = await requireStaff(args, { role: 'biller' });
  const payment = await loadVendorPayment(actor, args.params['id']);
  if (!payment) throw notFound();
  const typed = typedRefund(form);
  if (leftStepUp(form)) return { words: null, typed };
  const read = readRefundForm(form, payment.currency);
  if (!read.ok) return data({ words: read.refusal, typed }, { status: 422 });
  const doing = `refund ${refundInWords(read.asked.what, payment.currency)} to ${payment.customer.name}`;
  const { cause } = await requireRecentFactor(args, form, { role: 'biller', doing });
  const refunded = await requestRefund(actor, { ...read.asked, paymentId: payment.id, cause }, new Date());
  if (refunded.ok) return redirect(`${paths.vendor.payment(payment.id)}?refund=${refunded.refund.id}`, 303);
  const { status, ...words } = refundRefusal(refunded.refusal);
  return data({ words, typed }, { status });
}

export const shouldRevalidate = () => true;

export default function Refund() {
  const answer = useActionData<typeof action>();
  const page = useLoaderData<typeof loader>();
  return <RefundPage {...page} words={answer?.words ?? null} typed={answer?.typed ?? null} />;
}
