import type { BenchPayer } from '../bench-payer';
import { newId } from '~/lib/ids';

const AT_ONCE = 16;
/** An audit chain bears few entries in one transaction: each of them changes the row of its end. */
const AUDITED_AT_ONCE = 100;

export type LostAnswer = { paymentId: string; intentId: string };

/**
 * So many payments that the gateway has taken the money of, and of which we know no answer yet: the intents are really
 * made there, the payments are written here as starting them would. Only their events can tell us now.
 */
export async function makeLostAnswers({ payer, vendorId, customerId }: BenchPayer, methodId: string, count: number) {
  const { createIntent } = await import('~/gateways/stripe.server');
  const { db, pool } = await import('~/lib/db.server');
  const invoices = await payer.invoices(count, { totalMinor: 1_000n });
  const customer = await db.customer.findFirstOrThrow({ where: { vendorId, id: customerId } });
  const method = await db.paymentMethod.findFirstOrThrow({ where: { vendorId, id: methodId } });
  const request = {
    gatewayCustomerId: customer.gatewayCustomerId ?? '',
    method: { gatewayMethodId: method.gatewayMethodId },
    returnUrl: 'http://localhost/',
    inPlace: true,
  };
  const made: LostAnswer[] = [];
  const waiting = invoices.map(() => newId());
  const ids = [...waiting];
  const ask = async () => {
    for (let paymentId = waiting.pop(); paymentId; paymentId = waiting.pop()) {
      const intent = await createIntent({ paymentId, amountMinor: 1_000n, currency: 'USD', ...request });
      made.push({ paymentId, intentId: intent.id });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));

  const named = [ids, invoices.map(({ id }) => id), vendorId, customerId];
  const NAMED = `unnest($1::uuid[], $2::uuid[]) AS n (payment_id, invoice_id), (SELECT $3::uuid AS vendor_id, $4::uuid AS customer_id) s`;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, channel, invoice_count, contact_id, request_hash, gateway_request, created_at)
       SELECT payment_id, vendor_id, customer_id, 'USD', 1000, 'portal', 1, $5, '\\x00', $6, now() FROM ${NAMED}`,
      [...named, payer.actor.contactId, JSON.stringify(request)],
    );
    await client.query(
      `INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
       SELECT vendor_id, payment_id, invoice_id, customer_id, 'USD', 1000 FROM ${NAMED}`,
      named,
    );
    await client.query(`UPDATE invoices SET in_flight_minor = 1000 WHERE vendor_id = $2 AND id = ANY ($1)`, [
      named[1],
      vendorId,
    ]);
    await client.query(
      `UPDATE payments SET state = 'checking', synced_at = now() WHERE vendor_id = $2 AND id = ANY ($1)`,
      [ids, vendorId],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  for (let from = 0; from < ids.length; from += AUDITED_AT_ONCE)
    await pool.query(
      `INSERT INTO audit_entries (vendor_id, chain, sequence, at, actor_kind, actor_id, action, subject, subject_id, cause, data, prev_hash, hash)
       SELECT $2, '', 0, clock_timestamp(), 'contact', $3::text, 'payment.started', 'payment', id::text, 'bench', '{"amountMinor": "1000", "currency": "USD"}', '', ''
       FROM unnest($1::uuid[]) id`,
      [ids.slice(from, from + AUDITED_AT_ONCE), vendorId, payer.actor.contactId],
    );
  return made;
}
