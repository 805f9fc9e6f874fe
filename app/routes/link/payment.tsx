import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { languageOfMatches } from '~/components/language';
import { LinkError } from '~/components/links/link-error';
import { LinkFrame, vendorOf } from '~/components/links/link-frame';
import { linkPageWords } from '~/components/links/link-pages.words';
import { describePayment } from '~/components/pay/describe-payment';
import { payAddress, withoutGatewayParams } from '~/components/pay/pay-address';
import { PaymentEnded } from '~/components/pay/payment-ended';
import type { PaymentPage } from '~/components/pay/payment-page.types';
import { PaymentPaid } from '~/components/pay/payment-paid';
import { useFocusOnNews } from '~/components/pay/payment-sheet';
import { PaymentUnderWay } from '~/components/pay/payment-under-way';
import { linkPlaces, PlacesProvider } from '~/components/pay/places';
import { describeReversals } from '~/components/refunds/describe-refund';
import { afterLinkPayment } from '~/domain/payment-links/after-link-payment.server';
import { forgiveOpenTry } from '~/domain/payment-links/count-tries.server';
import { isPaymentOfLink } from '~/domain/payment-links/link-payment.server';
import { cancelPayment } from '~/domain/payments/cancel-payment.server';
import { followPayment } from '~/domain/payments/follow-payment.server';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { loadAction } from '~/domain/payments/load-action.server';
import { loadPayment } from '~/domain/payments/load-payment.server';
import { isFinal } from '~/domain/payments/payment-state';
import { listReversals } from '~/domain/refunds/list-reversals.server';
import { goneMinor } from '~/domain/refunds/reversal-words';
import { getConfig } from '~/lib/config.server';
import { dateIn } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${linkPageWords(languageOfMatches(matches))('paymentTab')} · Quittance` },
];

/** A payment that came through this link, live until it is decided: the gateway itself is asked, as on the portal's page. */
export async function loader(args: LoaderFunctionArgs) {
  const { link, language, cause } = await requireLink(args);
  const formats = formatsOf(language);
  const clean = withoutGatewayParams(new URL(args.request.url));
  if (clean) throw redirect(clean, 303);
  const paymentId = args.params['id'] ?? '';
  if (link.revokedAt !== null || !(await isPaymentOfLink(link, paymentId))) throw noSuchLink();
  await followPayment(link, { paymentId, cause }, new Date());
  const payment = await loadPayment(link, paymentId);
  if (!payment) throw noSuchLink();
  const { vendorName, timeZone, linkId } = link;
  const paid = payment.state === 'succeeded';
  if (paid) await forgiveOpenTry(paymentId, args.context.clientAddress);
  const [action, after, reversals] = await Promise.all([
    payment.state === 'action_required' ? loadAction(link, paymentId) : null,
    paid ? afterLinkPayment(link, payment, new Date()) : null,
    paid ? listReversals(link, { paymentId }) : [],
  ]);
  const left = payment.amountMinor - goneMinor(reversals);
  const next = after?.next && {
    ...after.next,
    to: payAddress({ currency: after.next.currency, paid: [payment.currency] }, paths.link.pay(linkId)),
  };
  const page: PaymentPage = {
    payment: describePayment(payment, timeZone, language),
    action: action && {
      ...action,
      verification: action.verification && {
        url: action.verification.url,
        arrivesOn: formats.date(dateIn(timeZone, action.verification.arrivesAt)),
      },
    },
    gateway: gatewayAccess(),
    vendorName,
    email: null,
    mayPay: true,
    justPaid: true,
    after: after && { ...after, next: next ?? null },
    since: {
      lines: describeReversals(reversals, timeZone, language),
      left: formats.money(left > 0n ? left : 0n, payment.currency),
    },
    tryAgain: payAddress({ currency: payment.currency }, paths.link.pay(linkId)),
  };
  return { language, linkId, page, vendor: vendorOf(link), sandbox: getConfig().sandbox };
}

/** Gives up a payment that waits for its payer. */
export async function action(args: ActionFunctionArgs) {
  const { link, cause } = await requireLink(args);
  const paymentId = args.params['id'] ?? '';
  if (!(await isPaymentOfLink(link, paymentId))) throw noSuchLink();
  const { linkId, vendorId, customerId } = link;
  await cancelPayment({ kind: 'link', linkId, vendorId, customerId }, { paymentId, cause }, new Date());
  return redirect(paths.link.payment(linkId, paymentId), 303);
}

export default function LinkPayment() {
  const { linkId, page, ...frame } = useLoaderData<typeof loader>();
  useFocusOnNews(page.payment.state);
  return (
    <LinkFrame frame={frame}>
      <PlacesProvider value={linkPlaces(linkId)}>
        <State page={page} />
      </PlacesProvider>
    </LinkFrame>
  );
}

function State({ page }: { page: PaymentPage }) {
  const { state } = page.payment;
  if (!isFinal(state)) return <PaymentUnderWay page={page} />;
  return state === 'succeeded' ? <PaymentPaid page={page} /> : <PaymentEnded page={page} />;
}

export const ErrorBoundary = LinkError;
