import { randomUUID } from 'node:crypto';
import type { ContactActor } from '~/auth/actor';
import type { Language } from '~/lib/languages/language';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoices, type InvoiceValues } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';

export type Payer = {
  actor: ContactActor;
  email: string;
  name: string;
  customerName: string;
  invoices: InvoiceValues[];
  /** Of the gateway's ready-made cards that were asked for, the ids here, in that order. */
  methodIds: string[];
};

type Asked = {
  role?: 'payer' | 'viewer';
  invoices?: { count: number; currency?: string; each?: (index: number) => Partial<InvoiceValues> }[];
  /** Ready-made cards of the gateway (pm_card_…); the first is the default. */
  cards?: string[];
  /** Theirs; else one of its own is made. */
  vendorId?: string;
  /** In which they are written to; the vendor's unless said. */
  language?: Language;
  /** An address that is known already makes the same person a contact of another customer. */
  email?: string;
};

/** A customer, of a vendor of its own unless one is named, so that journeys side by side never meet. */
export async function makePayer({
  role = 'payer',
  invoices = [],
  cards = [],
  email = `payer-${randomUUID()}@example.com`,
  vendorId,
  language,
}: Asked = {}): Promise<Payer> {
  const vendor = vendorId ? { id: vendorId } : await makeVendor({ slug: `vendor-${randomUUID()}` });
  const customer = await makeCustomer({ vendorId: vendor.id, language: language ?? null });
  const contact = await makeContact({ vendorId: vendor.id, customerId: customer.id, role, email });
  const actor: ContactActor = {
    kind: 'contact',
    vendorId: vendor.id,
    customerId: customer.id,
    contactId: contact.id,
    personId: contact.personId,
    role,
  };
  const made: InvoiceValues[] = [];
  for (const { count, currency = 'USD', each } of invoices) {
    made.push(...(await makeInvoices(count, { vendorId: vendor.id, customerId: customer.id, currency }, each)));
  }
  const methodIds: string[] = [];
  for (const card of cards) methodIds.push(await saveCard(actor, card, methodIds.length === 0));
  return { actor, email, name: contact.name, customerName: customer.name, invoices: made, methodIds };
}

async function saveCard(actor: ContactActor, gatewayCard: string, isDefault: boolean): Promise<string> {
  const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
  const { attachMethod } = await import('~/gateways/stripe-methods.server');
  const { makePaymentMethod } = await import('~tests/factories/make-payment-method');
  const card = await attachMethod(gatewayCard, await ensureGatewayCustomer(actor));
  const { vendorId, customerId } = actor;
  return (await makePaymentMethod({ vendorId, customerId, isDefault, ...card })).id;
}

/** A session as signing in makes it: the cookie's name and value. Not `chosen`: nobody said yet which customer. */
export async function openSession({ actor }: Payer, { chosen = true } = {}): Promise<{ name: string; value: string }> {
  const { createSession } = await import('~/auth/sessions.server');
  const { cookie } = await createSession({
    personId: actor.personId,
    contactId: chosen ? actor.contactId : null,
    now: new Date(),
  });
  const [name = '', value = ''] = cookie.split('=');
  return { name, value };
}

/** The vendor books a cheque while the customer looks: less is due. */
export async function payOutside({ actor }: Payer, invoice: InvoiceValues, amountMinor: bigint): Promise<void> {
  const { transaction } = await import('~/lib/db.server');
  const { newId } = await import('~/lib/ids');
  const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
  const payment = {
    id: newId(),
    customerId: actor.customerId,
    currency: 'USD' as const,
    settledAt: new Date(),
    allocations: [{ invoiceId: invoice.id, amountMinor }],
  };
  await transaction((tx) => recordOutsidePayments(tx, { vendorId: actor.vendorId, payments: [payment] }));
}

/** The vendor takes up a dispute: the invoice cannot be paid meanwhile. */
export async function dispute({ actor }: Payer, invoice: InvoiceValues): Promise<void> {
  const { db } = await import('~/lib/db.server');
  await db.$executeRaw`
    UPDATE invoices SET disputed_at = now(), dispute_reason = 'The hours are being checked'
    WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${invoice.id}::uuid`;
}

/** Another contact, with a selection of their own, of the customer that a demo person belongs to. */
export async function joinCustomerOf(email: string): Promise<Payer> {
  const { db } = await import('~/lib/db.server');
  const known = await db.contact.findFirstOrThrow({ where: { person: { email } }, include: { customer: true } });
  const { vendorId, customerId } = known;
  const contact = await makeContact({ vendorId, customerId, email: `payer-${randomUUID()}@example.com` });
  const actor: ContactActor = {
    kind: 'contact',
    vendorId,
    customerId,
    contactId: contact.id,
    personId: contact.personId,
    role: contact.role,
  };
  return {
    actor,
    email: contact.email,
    name: contact.name,
    customerName: known.customer.name,
    invoices: [],
    methodIds: [],
  };
}

/** What the books hold of a customer's payments and the gateway of its charges. The two must agree. */
export async function moneyOf({ actor }: Payer) {
  const { db } = await import('~/lib/db.server');
  const { vendorId, customerId } = actor;
  const payments = await db.payment.findMany({
    where: { vendorId, customerId },
    orderBy: { id: 'asc' },
    select: { id: true, state: true, amountMinor: true, currency: true },
  });
  const { gatewayCustomerId } = await db.customer.findUniqueOrThrow({ where: { id: customerId, vendorId } });
  const truth = (await (await fetch(`${process.env['STRIPE_API_BASE']}/_ctl/truth`)).json()) as {
    charges: { customer: string; amount: number; currency: string }[];
  };
  const charges = truth.charges.filter(({ customer }) => gatewayCustomerId !== null && customer === gatewayCustomerId);
  return {
    charged: charges.map(({ amount, currency }) => `${amount} ${currency.toUpperCase()}`),
    succeeded: payments
      .filter(({ state }) => state === 'succeeded')
      .map(({ amountMinor, currency }) => `${amountMinor} ${currency}`),
    states: payments.map(({ state }) => state),
  };
}

/** The vendor lets its customers pay less than all of an invoice. */
export async function allowParts({ actor }: Payer, minimumMinor: bigint): Promise<void> {
  const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
  const minimums = [{ currency: 'USD', minimumMinor }];
  await setPartPayments({ vendorId: actor.vendorId, allowed: true, minimums }, { cause: 'test' });
}

/** The vendor passes 2.5% on to whoever pays with a credit card. */
export async function passOnFees({ actor }: Payer): Promise<void> {
  const { setFees } = await import('~/domain/fees/set-fees.server');
  const rule = { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null } as const;
  const setting = { vendorId: actor.vendorId, currency: 'USD', rules: [rule], beyondCardRules: false };
  if (!(await setFees(setting, { cause: 'test' })).ok) throw new Error('the fee was refused');
}

/** A mail to the payer that the mail server has refused for good. */
export async function makeRefusedMail({ actor, email }: Payer, subject: string): Promise<void> {
  const { transaction } = await import('~/lib/db.server');
  const { queueMail } = await import('~/domain/mail/queue-mail.server');
  const { vendorId, customerId } = actor;
  const dedupeKey = `test:${randomUUID()}`;
  const mail = {
    dedupeKey,
    kind: 'test',
    vendorId,
    customerId,
    to: email,
    subject,
    text: 'Dear payer,',
    html: '<p>Dear payer,</p>',
  };
  await transaction(async (tx) => {
    await queueMail(tx, { ...mail, now: new Date() });
    const data = { state: 'failed', lastError: '550 5.1.1 no such mailbox', attempts: 1 };
    await tx.outgoingMail.updateMany({ where: { dedupeKey, vendorId }, data });
  });
}
