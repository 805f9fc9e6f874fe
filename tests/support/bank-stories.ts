import Stripe from 'stripe';
import { SANDBOX_SECRET_KEY } from '../../sandbox/keys';
import { makePayer, type Payer } from './payer';
import type { World } from './world';

const DAY = 86_400;

/** Helpers for stories of bank debits in a world. Its modules are of the app, so await it after startWorld. */
export async function bankStories(world: World, now: Date) {
  const { db } = await import('~/lib/db.server');
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const { syncPayment } = await import('~/domain/payments/sync-payment.server');
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  const address = new URL(world.sandboxUrl);
  const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };

  const mailsOf = (payer: Payer) =>
    db.outgoingMail.findMany({
      where: { vendorId: payer.actor.vendorId },
      orderBy: { createdAt: 'asc' },
      select: { kind: true, subject: true, text: true },
    });
  return {
    acceptance,
    mailsOf,
    stripe: new Stripe(SANDBOX_SECRET_KEY, { host: address.hostname, port: address.port, protocol: 'http' }),
    kindsOf: async (payer: Payer) => (await mailsOf(payer)).map((mail) => mail.kind).sort(),
    findings: async (payer: Payer) =>
      (await verifyBooks()).filter((finding) => finding.vendorId === payer.actor.vendorId),
    sync: (paymentId: string) => syncPayment({ paymentId, cause: 'test', now }),
    /** More days than any bank takes. */
    async settle() {
      await world.ctl('POST', '/clock', { advanceSeconds: 14 * DAY });
      await world.ctl('POST', '/quiesce');
    },
    /** How many settled charges the gateway knows of the payment. */
    async captured(paymentId: string) {
      const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
      return truth.charges.filter((charge) => charge.metadata['payment_id'] === paymentId).length;
    },
    /** The gateway's own door for browsers: what is typed into its fields never passes our server. */
    async browserCall<T>(path: string, form: Record<string, string>): Promise<T> {
      const key = process.env['STRIPE_PUBLISHABLE_KEY'] ?? '';
      const body = new URLSearchParams({ ...form, key });
      return (await (await fetch(`${world.sandboxUrl}${path}`, { method: 'POST', body })).json()) as T;
    },
    /** A payment of two invoices of 100.00 from a saved account, at the bank. */
    async payFrom(gatewayMethod: string, currency = 'USD'): Promise<{ payer: Payer; paymentId: string }> {
      const payer = await makePayer();
      await payer.invoices(2, { currency });
      const input = await payer.payAll(await payer.saveCard(gatewayMethod), { currency, acceptance });
      const result = await startPayment(payer.actor, input, now);
      if (!result.ok || result.payment.state !== 'processing' || result.payment.clientSecret !== null)
        throw new Error(`not at the bank: ${result.ok ? result.payment.state : result.refusal.kind}`);
      return { payer, paymentId: input.paymentId };
    },
  };
}
