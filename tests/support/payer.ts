import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoices, type InvoiceValues } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import type { ContactActor } from '~/auth/actor';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';
import { newId } from '~/lib/ids';

export type Payer = {
  actor: ContactActor;
  /** Open invoices of 100.00 USD each, unless said otherwise. */
  invoices(count: number, values?: Partial<InvoiceValues>): Promise<InvoiceValues[]>;
  /** What the pay page would post: a fresh id and the quote of all that is payable now. */
  payAll(method: StartPaymentInput['method'], values?: Partial<StartPaymentInput>): Promise<StartPaymentInput>;
  /** Saves a ready-made test card of the gateway and answers the method to pay with. */
  saveCard(gatewayCard: string): Promise<{ kind: 'saved'; methodId: string }>;
};

/** A customer with somebody who may pay. Needs a world. */
export async function makePayer(values: { vendorId?: string; role?: 'payer' | 'viewer' } = {}): Promise<Payer> {
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
  const { attachMethod } = await import('~/gateways/stripe-methods.server');
  const { db } = await import('~/lib/db.server');
  const vendorId = values.vendorId ?? (await makeVendor()).id;
  const customer = await makeCustomer({ vendorId });
  const contact = await makeContact({ vendorId, customerId: customer.id, role: values.role ?? 'payer' });
  const actor: ContactActor = {
    kind: 'contact',
    vendorId,
    customerId: customer.id,
    contactId: contact.id,
    personId: contact.personId,
    role: contact.role,
  };
  return {
    actor,
    invoices: (count, more = {}) => makeInvoices(count, { vendorId, customerId: customer.id, ...more }),
    async payAll(method, more = {}) {
      const currency = more.currency ?? 'USD';
      const quoted = await quotePayment(actor, { currency, invoiceIds: 'all' });
      if (!quoted.ok) throw new Error(`nothing to quote: ${quoted.refusal.kind}`);
      const paymentId = newId();
      const returnUrl = `http://localhost:3000/payments/${paymentId}`;
      return {
        paymentId,
        currency,
        quote: quoted.quote.lines,
        method,
        returnUrl,
        inPlace: true,
        cause: 'test',
        ...more,
      };
    },
    async saveCard(gatewayCard) {
      const card = await attachMethod(gatewayCard, await ensureGatewayCustomer(actor));
      const method = await db.paymentMethod.create({
        data: {
          id: newId(),
          vendorId,
          customerId: customer.id,
          kind: card.kind,
          gatewayMethodId: card.gatewayMethodId,
          brand: card.brand,
          last4: card.last4,
          funding: card.funding,
        },
      });
      return { kind: 'saved', methodId: method.id };
    },
  };
}

/** What the customer's invoices say in all, and how many payments, receipts, mails and ledger entries there are. */
export async function standing(actor: ContactActor) {
  const { db } = await import('~/lib/db.server');
  const where = { vendorId: actor.vendorId, customerId: actor.customerId };
  const sums = await db.invoice.aggregate({ where, _sum: { dueMinor: true, inFlightMinor: true, paidMinor: true } });
  return {
    due: sums._sum.dueMinor ?? 0n,
    inFlight: sums._sum.inFlightMinor ?? 0n,
    paid: sums._sum.paidMinor ?? 0n,
    receipts: await db.receipt.count({ where }),
    receiptMails: await db.outgoingMail.count({ where: { ...where, kind: 'receipt' } }),
    settledEntries: await db.ledgerEntry.count({ where: { vendorId: actor.vendorId, kind: 'payment_settled' } }),
  };
}
