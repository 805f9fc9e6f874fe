import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { followPayment } from '~/domain/payments/follow-payment.server';

/** JSON {state} for the page that follows a payment. It asks often, so the gateway is left alone in between. */
export async function loader(args: LoaderFunctionArgs) {
  const me = await requireContact(args);
  const paymentId = args.params['id'] ?? '';
  const state = await followPayment(me.actor, { paymentId, cause: me.cause, atMostEverySeconds: 2 }, new Date());
  const headers = { 'cache-control': 'no-store' };
  return state
    ? Response.json({ state }, { headers })
    : Response.json({ error: 'not-found' }, { status: 404, headers });
}
