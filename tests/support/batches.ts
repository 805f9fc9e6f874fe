import { makeVendor } from '~tests/factories/make-vendor';
import { newId } from '~/lib/ids';
import { makePayer } from './payer';
import { staffOf } from './staff';
import type { World } from './world';

type Options = { chargePer: 'invoice' | 'customer'; when: 'now' | 'due-dates' | 'date'; runOn: string | null };

/** Helpers for stories of batch payments. Its modules are of the app, so await it after startWorld. */
export async function batchStories(world: World) {
  const { db } = await import('~/lib/db.server');
  const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
  const { createCharger } = await import('~/domain/batch-payments/charger.server');
  const { loadBatch } = await import('~/domain/batch-payments/load-batch.server');
  const { encodeSeen, planBatch } = await import('~/domain/batch-payments/plan-batch.server');
  const { stripe } = await import('~/gateways/stripe.server');
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  type Actor = Awaited<ReturnType<typeof staffOf>>['actor'];

  /** What the confirm page would post. */
  const ask = async (actor: Actor, invoiceIds: string[], options: Partial<Options> = {}) => {
    const later = (options.when ?? 'now') !== 'now';
    const { totals } = await planBatch(actor, invoiceIds, '2026-11-27', { later });
    return {
      batchId: newId(),
      invoiceIds,
      chargePer: 'invoice' as const,
      when: 'now' as const,
      runOn: null,
      seen: encodeSeen(totals),
      cause: 'test',
      ...options,
    };
  };
  return {
    ask,
    /** A vendor with somebody who may charge. */
    async desk(timeZone = 'America/New_York') {
      const vendor = await makeVendor({ timeZone });
      const { actor } = await staffOf(vendor, 'biller');
      return { vendorId: vendor.id, actor };
    },
    /** A customer who owes so many invoices of 100.00, with a card on file unless none is named. */
    async customer(vendorId: string, invoices: number, card: string | null = 'pm_card_visa', values = {}) {
      const payer = await makePayer({ vendorId });
      const made = await payer.invoices(invoices, values);
      const method = card === null ? null : await payer.saveCard(card);
      return { payer, method, ids: made.map(({ id }) => id) };
    },
    async confirm(
      actor: Actor,
      invoiceIds: string[],
      options: Partial<Options> & { now?: Date } = {},
    ): Promise<string> {
      const { now = new Date(), ...rest } = options;
      const asked = await ask(actor, invoiceIds, rest);
      const result = await confirmBatch(actor, asked, now);
      if (!result.ok) throw new Error(`not confirmed: ${result.refusal.kind}`);
      return asked.batchId;
    },
    /** A worker works until nothing can be taken any more. */
    async work(now = () => new Date()) {
      const charger = createCharger({ clock: now });
      while ((await charger.take()) > 0) {
        await charger.finish();
        await charger.write();
      }
    },
    /** Charges that wait to be tried again wait no longer, and leases of those who are gone have ended. */
    later: () =>
      db.$executeRaw`UPDATE batch_charges SET lease_until = now() - interval '1 second' WHERE state = 'ready' AND lease_until IS NOT NULL`,
    load: async (actor: Actor, batchId: string) => (await loadBatch(actor, batchId))!,
    /** Of each invoice, in the order given: where it stands, and why. */
    async outcomes(batchId: string, invoiceIds: readonly string[]): Promise<string[]> {
      const items = await db.batchItem.findMany({ where: { batchId } });
      return invoiceIds.map((id) => {
        const item = items.find(({ invoiceId }) => invoiceId === id);
        return item ? [item.outcome, ...(item.reason ? [item.reason] : [])].join(' ') : 'missing';
      });
    },
    paymentsOf: (batchId: string) =>
      db.payment.findMany({ where: { batchPaymentId: batchId }, orderBy: { createdAt: 'asc' } }),
    /** From now on the bank of a saved method says this, or yes. */
    async bankSays(method: { methodId: string }, says: string) {
      const { gatewayMethodId } = await db.paymentMethod.findUniqueOrThrow({ where: { id: method.methodId } });
      await world.ctl('POST', '/banks', { paymentMethod: gatewayMethodId, says });
    },
    /** The customer agrees to debits of a saved account, as the gateway's own fields would ask them to. */
    async agreeToDebits({ methodId }: { methodId: string }) {
      const method = await db.paymentMethod.findUniqueOrThrow({ where: { id: methodId } });
      const { gatewayCustomerId } = await db.customer.findUniqueOrThrow({ where: { id: method.customerId } });
      const online = { ip_address: '192.0.2.7', user_agent: 'a browser' };
      await stripe().setupIntents.create({
        customer: gatewayCustomerId!,
        payment_method: method.gatewayMethodId,
        allowed_payment_method_types: [method.kind],
        confirm: true,
        mandate_data: { customer_acceptance: { type: 'online', online } },
      });
    },
    /** How often the gateway took the money of each payment. */
    async captured(): Promise<Map<string, number>> {
      const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
      const counts = new Map<string, number>();
      for (const { metadata } of truth.charges) {
        const id = metadata['payment_id'] ?? '';
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      return counts;
    },
    mailsOf: (vendorId: string, kind: string) =>
      db.outgoingMail.findMany({ where: { vendorId, kind }, orderBy: { createdAt: 'asc' } }),
    findings: async (vendorId: string, now = new Date()) =>
      (await verifyBooks({ now })).filter((each) => each.vendorId === vendorId && each.severity === 'wrong'),
  };
}
