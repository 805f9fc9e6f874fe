import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact, requirePayer } from '~/auth/guards.server';
import { languageOfMatches } from '~/components/language';
import { describePayment } from '~/components/pay/describe-payment';
import { payAddress, readFlow, withoutGatewayParams } from '~/components/pay/pay-address';
import { PaymentEnded } from '~/components/pay/payment-ended';
import type { PaymentPage } from '~/components/pay/payment-page.types';
import { PaymentPaid } from '~/components/pay/payment-paid';
import { useFocusOnNews } from '~/components/pay/payment-sheet';
import { PaymentUnderWay } from '~/components/pay/payment-under-way';
import { paymentWords } from '~/components/pay/payment.words';
import { describeReversals } from '~/components/refunds/describe-refund';
import { afterPayment } from '~/domain/payments/after-payment.server';
import { cancelPayment } from '~/domain/payments/cancel-payment.server';
import { followPayment } from '~/domain/payments/follow-payment.server';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { loadAction } from '~/domain/payments/load-action.server';
import { loadPayment } from '~/domain/payments/load-payment.server';
import { triedInParts } from '~/domain/payments/tried-before.server';
import { isFinal } from '~/domain/payments/payment-state';
import { listReversals } from '~/domain/refunds/list-reversals.server';
import { goneMinor } from '~/domain/refunds/reversal-words';
import { dateIn } from '~/lib/dates';
import { isId } from '~/lib/ids';
import { formatsOf } from '~/lib/languages/formats';

export const meta: MetaFunction = ({ matches }) => [{ title: paymentWords(languageOfMatches(matches))('pageTitle') }];

const notFound = () => new Response(null, { status: 404, statusText: 'Not found' });

/** What a bank put into the address on its way back is not read: the gateway itself is asked. */
export async function loader(args: LoaderFunctionArgs): Promise<PaymentPage> {
  const me = await requireContact(args);
  const url = new URL(args.request.url);
  const clean = withoutGatewayParams(url);
  if (clean) throw redirect(clean, 303);
  const paymentId = args.params['id'] ?? '';
  const state = await followPayment(me.actor, { paymentId, cause: me.cause }, new Date());
  const payment = state && (await loadPayment(me.actor, paymentId));
  if (!payment) throw notFound();

  const { flow, paid } = readFlow(url.searchParams);
  const formats = formatsOf(me.language);
  const mayPay = me.actor.role === 'payer';
  const action = payment.state === 'action_required' && mayPay ? await loadAction(me.actor, paymentId) : null;
  const after = payment.state === 'succeeded' ? await afterPayment(me.actor, payment, mayPay ? flow : null) : null;
  const reversals = payment.state === 'succeeded' ? await listReversals(me.actor, { paymentId }) : [];
  const left = payment.amountMinor - goneMinor(reversals);
  const next = after?.next && { ...after.next, to: payAddress({ ...after.next, paid: [...paid, payment.currency] }) };
  const ended = isFinal(payment.state) && payment.state !== 'succeeded';
  const part = ended && (await triedInParts(me.actor, payment.id));
  return {
    payment: describePayment(payment, me.vendor.timeZone, me.language),
    action: action && {
      ...action,
      verification: action.verification && {
        url: action.verification.url,
        arrivesOn: formats.date(dateIn(me.vendor.timeZone, action.verification.arrivesAt)),
      },
    },
    gateway: gatewayAccess(),
    vendorName: me.vendor.name,
    email: me.person.email,
    mayPay,
    justPaid: flow !== null,
    after: after && { ...after, next: next ?? null },
    since: {
      lines: describeReversals(reversals, me.vendor.timeZone, me.language),
      left: formats.money(left > 0n ? left : 0n, payment.currency),
    },
    tryAgain: payAddress({ again: payment.id, part, all: flow === 'all', paid }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const me = await requirePayer(args);
  const url = new URL(args.request.url);
  const paymentId = args.params['id'] ?? '';
  const known = isId(paymentId) && (await cancelPayment(me.actor, { paymentId, cause: me.cause }, new Date()));
  if (!known) throw notFound();
  return redirect(url.pathname + url.search, 303);
}

export default function Payment() {
  const page = useLoaderData<typeof loader>();
  const { state } = page.payment;
  useFocusOnNews(state);
  if (!isFinal(state)) return <PaymentUnderWay page={page} />;
  return state === 'succeeded' ? <PaymentPaid page={page} /> : <PaymentEnded page={page} />;
}
