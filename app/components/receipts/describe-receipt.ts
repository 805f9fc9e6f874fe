import { issuedOn, methodWords, paidWith, sumLines } from '~/domain/receipts/receipt-words';
import type { PaymentChannel } from '~/domain/payments/payer';
import { settledBefore, type ReceiptSnapshot } from '~/domain/receipts/snapshot';
import { dateIn, formatDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';

export type ReceiptLine = {
  id: string;
  number: string;
  issuedOn: string;
  invoiceCount: number;
  method: string;
  total: string;
};

type ListedReceipt = {
  id: string;
  number: string;
  issuedAt: Date;
  currency: Currency;
  totalMinor: bigint;
  invoiceCount: number;
  channel: PaymentChannel;
  methodBrand: string | null;
  methodLast4: string | null;
};

/** One line of the list, in words; worked out on the server, so that the browser agrees. */
export function describeReceiptLine(receipt: ListedReceipt, timeZone: string): ReceiptLine {
  const { id, number, invoiceCount, channel, methodBrand: brand, methodLast4: last4 } = receipt;
  const kind = channel === 'outside' ? 'outside' : receipt.totalMinor === 0n ? 'credit' : 'gateway';
  return {
    id,
    number,
    invoiceCount,
    issuedOn: formatDate(dateIn(timeZone, receipt.issuedAt)),
    method: methodWords({ kind, brand, last4 }),
    total: formatMoney(receipt.totalMinor, receipt.currency),
  };
}

/** A receipt of a thousand invoices is long; beyond these the page asks first. */
export const ROWS_AT_ONCE = 100;

export type ShownReceipt = ReturnType<typeof describeReceipt>;

/** The receipt in the words of its page, from its snapshot alone. */
export function describeReceipt(snapshot: ReceiptSnapshot, rows: number) {
  const money = (minor: string | bigint) => formatMoney(BigInt(minor), snapshot.currency);
  const { vendor, payer } = snapshot;
  return {
    number: snapshot.number,
    total: money(snapshot.totalMinor),
    paid: `on ${formatDate(snapshot.paid.on)} ${paidWith(snapshot.method)}`,
    issuedOn: formatDate(issuedOn(snapshot)),
    reference: snapshot.gatewayReference,
    vendor: {
      name: vendor.legalName,
      logoHash: vendor.logoHash,
      lines: [...vendor.addressLines, ...(vendor.taxId ? [`Tax ID ${vendor.taxId}`] : [])],
    },
    payer: {
      name: payer.name,
      lines: [`Customer ${payer.number}`, ...payer.addressLines, ...(payer.taxId ? [`Tax ID ${payer.taxId}`] : [])],
      contact: payer.contact,
    },
    invoiceCount: snapshot.invoices.length,
    invoices: snapshot.invoices.slice(0, rows).map((invoice) => ({
      number: invoice.number,
      summary: invoice.summary,
      total: money(invoice.totalMinor),
      before: settledBefore(invoice) > 0n ? money(settledBefore(invoice)) : null,
      applied: money(invoice.appliedMinor),
      stillOpen: money(invoice.stillOpenMinor),
    })),
    sums: sumLines(snapshot).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
  };
}
