import type { Tx } from '~/lib/db.server';

type Of = { paymentId: string; vendorId: string; now: Date };

/** The receipt of one payment, as its settlement issues it. */
export async function issueReceipt(tx: Tx, { paymentId, ...rest }: Of): Promise<{ id: string; number: string }> {
  const { issueReceipts } = await import('~/domain/receipts/issue-receipt.server');
  const [issued] = await issueReceipts(tx, { paymentIds: [paymentId], ...rest });
  return issued!;
}
