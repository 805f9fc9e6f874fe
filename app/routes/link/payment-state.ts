import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireLink } from '~/auth/link/require-link.server';
import { isPaymentOfLink } from '~/domain/payment-links/link-payment.server';
import { followPayment } from '~/domain/payments/follow-payment.server';

/** JSON {state} for the page that follows a payment through a link. */
export async function loader(args: LoaderFunctionArgs) {
  const { link, cause } = await requireLink(args);
  const paymentId = args.params['id'] ?? '';
  const own = link.revokedAt === null && (await isPaymentOfLink(link, paymentId));
  const state = own ? await followPayment(link, { paymentId, cause, atMostEverySeconds: 2 }, new Date()) : null;
  return state ? Response.json({ state }) : Response.json({ error: 'not-found' }, { status: 404 });
}
