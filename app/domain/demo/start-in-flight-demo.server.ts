import type { ContactActor } from '~/auth/actor';
import { quotePayment } from '~/domain/payments/quote-payment.server';
import { startPayment } from '~/domain/payments/start-payment.server';
import { getConfig } from '~/lib/config.server';
import { db } from '~/lib/db.server';
import { paths } from '~/lib/paths';
import { invoiceId } from './demo-books';
import { demoId } from './demo-id';
import { northwind, tailspin } from './northwind';
import { IN_FLIGHT_NUMBERS } from './tailspin-books';

/**
 * Lets Amelia of Tailspin Toys pay two invoices from her bank account: they are in flight for real, here and at the
 * gateway, until the bank has paid some days later (or the sandbox's clock is moved). Does nothing while the customer
 * has a payment under way, or once the two are paid. Several starts at once make one payment: its id counts the
 * customer's payments.
 */
export async function startInFlightDemo({ now }: { now: Date }): Promise<void> {
  const { id: vendorId } = northwind;
  const { id: customerId } = tailspin;
  const account = await db.paymentMethod.findFirst({
    where: { vendorId, customerId, kind: 'us_bank_account', removedAt: null },
  });
  const underWay = await db.payment.count({ where: { vendorId, customerId, endedAt: null } });
  const actor = await amelia();
  if (!account || !actor || underWay > 0) return;
  const quoted = await quotePayment(actor, { currency: 'USD', invoiceIds: IN_FLIGHT_NUMBERS.map(invoiceId) });
  if (!quoted.ok || quoted.quote.lines.length < IN_FLIGHT_NUMBERS.length) return;
  const paymentId = demoId(`in flight after ${await db.payment.count({ where: { vendorId, customerId } })}`);
  await startPayment(
    actor,
    {
      paymentId,
      currency: 'USD',
      quote: quoted.quote.lines,
      method: { kind: 'saved', methodId: account.id },
      returnUrl: new URL(paths.payment(paymentId), getConfig().APP_URL).href,
      inPlace: true,
      acceptance: { ip: '127.0.0.1', userAgent: 'Quittance demo' },
      cause: 'demo',
    },
    now,
  );
}

async function amelia(): Promise<ContactActor | null> {
  const { id: customerId, number } = tailspin;
  const contact = await db.contact.findFirst({
    where: {
      vendorId: northwind.id,
      customerId,
      id: demoId(`contact amelia@tailspin.example ${number}`),
      removedAt: null,
    },
  });
  return (
    contact && {
      kind: 'contact',
      vendorId: northwind.id,
      customerId,
      contactId: contact.id,
      personId: contact.personId,
      role: 'payer',
    }
  );
}
