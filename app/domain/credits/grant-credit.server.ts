import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';

export type CreditSource = 'credit_note' | 'overpayment' | 'voided_invoice' | 'refund_returned' | 'dispute_reinstated';

export type NewCredit = {
  vendorId: string;
  customerId: string;
  currency: Currency;
  source: CreditSource;
  /** The credit note, payment, refund or dispute; with the invoice it names one lot, so nothing is granted twice. */
  sourceId: string;
  invoiceId: string | null;
  /** The payment whose money it is, where it is any's: it can go back the way it came. */
  paymentId: string | null;
  reason?: string | null;
  amountMinor: bigint;
  at: Date;
};

/** Writes lots of credit, in one statement. Their entry in the books is the caller's, in the same transaction. */
export async function grantCredits(tx: Tx, credits: readonly NewCredit[]): Promise<void> {
  if (credits.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO credits (id, vendor_id, customer_id, currency, source, source_id, invoice_id, payment_id, reason, amount_minor, created_at)
    SELECT n.* FROM unnest(
      ${credits.map(() => newId())}::uuid[],
      ${credits.map((credit) => credit.vendorId)}::uuid[],
      ${credits.map((credit) => credit.customerId)}::uuid[],
      ${credits.map((credit) => credit.currency)}::text[],
      ${credits.map((credit) => credit.source)}::text[],
      ${credits.map((credit) => credit.sourceId)}::uuid[],
      ${credits.map((credit) => credit.invoiceId)}::uuid[],
      ${credits.map((credit) => credit.paymentId)}::uuid[],
      ${credits.map((credit) => credit.reason ?? null)}::text[],
      ${credits.map((credit) => String(credit.amountMinor))}::bigint[],
      ${credits.map((credit) => credit.at.toISOString())}::timestamptz[]) AS n`;
}
