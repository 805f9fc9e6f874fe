import { makeInvoices } from '~tests/factories/make-invoice';
import type { Payer } from '~tests/support/payer';
import { newId } from '~/lib/ids';

/** Pays everything the payer owes with a card at the gateway; answers the receipt's row. */
export async function payByCard(payer: Payer, now: Date) {
  const { db } = await import('~/lib/db.server');
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  const result = await startPayment(payer.actor, input, now);
  if (!result.ok || result.payment.state !== 'succeeded')
    throw new Error(`not paid: ${JSON.stringify(result, replaceBigint)}`);
  return db.receipt.findUniqueOrThrow({ where: { paymentId: input.paymentId } });
}

/** A settled payment that has no receipt yet, of as much on each of so many invoices of 100.00. */
export async function settleOutside(
  payer: Payer,
  count: number,
  { now, amountMinor = 10_000n }: { now: Date; amountMinor?: bigint },
) {
  const { transaction } = await import('~/lib/db.server');
  const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
  const { vendorId, customerId } = payer.actor;
  const invoices = await makeInvoices(count, { vendorId, customerId });
  const id = newId();
  const allocations = invoices.map((invoice) => ({ invoiceId: invoice.id, amountMinor }));
  await transaction((tx) =>
    recordOutsidePayments(tx, {
      vendorId,
      payments: [{ id, customerId, currency: 'USD', settledAt: now, allocations }],
    }),
  );
  return id;
}

function replaceBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
