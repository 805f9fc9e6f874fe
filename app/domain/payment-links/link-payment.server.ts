import { readRows, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';

type Link = { linkId: string; vendorId: string; customerId: string };

/** Whether the payment came through this link: another of the same customer is none of its holder's business. */
export async function isPaymentOfLink({ linkId, vendorId, customerId }: Link, paymentId: string): Promise<boolean> {
  if (!isId(paymentId)) return false;
  const rows = await readRows<object>(sql`
    SELECT FROM payments p WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid
      AND p.payment_link_id = ${linkId}::uuid AND p.id = ${paymentId}::uuid`);
  return rows.length > 0;
}

/** Whether the receipt is of a payment that came through this link. */
export async function isReceiptOfLink({ linkId, vendorId, customerId }: Link, receiptId: string): Promise<boolean> {
  if (!isId(receiptId)) return false;
  const rows = await readRows<object>(sql`
    SELECT FROM receipts r JOIN payments p ON p.vendor_id = r.vendor_id AND p.id = r.payment_id
    WHERE r.vendor_id = ${vendorId}::uuid AND r.customer_id = ${customerId}::uuid AND r.id = ${receiptId}::uuid AND p.payment_link_id = ${linkId}::uuid`);
  return rows.length > 0;
}
