import { issuedOn, methodWords, paidWith, sumLines } from '~/domain/receipts/receipt-words';
import type { PaymentChannel } from '~/domain/payments/payer';
import { settledBefore, type ReceiptSnapshot } from '~/domain/receipts/snapshot';
import { dateIn } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { receiptPageWords } from './receipt-page.words';

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
export function describeReceiptLine(receipt: ListedReceipt, timeZone: string, language: Language): ReceiptLine {
  const { date, money } = formatsOf(language);
  const { id, number, invoiceCount, channel, methodBrand: brand, methodLast4: last4 } = receipt;
  const kind = channel === 'outside' ? 'outside' : receipt.totalMinor === 0n ? 'credit' : 'gateway';
  return {
    id,
    number,
    invoiceCount,
    issuedOn: date(dateIn(timeZone, receipt.issuedAt)),
    method: methodWords({ kind, brand, last4 }, language),
    total: money(receipt.totalMinor, receipt.currency),
  };
}

/** A receipt of a thousand invoices is long; beyond these the page asks first. */
export const ROWS_AT_ONCE = 100;

export type ShownReceipt = ReturnType<typeof describeReceipt>;

/** The receipt in the words of its page, from its snapshot alone. */
export function describeReceipt(snapshot: ReceiptSnapshot, rows: number, language: Language) {
  const say = receiptPageWords(language);
  const formats = formatsOf(language);
  const money = (minor: string | bigint) => formats.money(BigInt(minor), snapshot.currency);
  const taxIdOf = ({ taxId }: { taxId: string | null }) => (taxId ? [say('taxId', { number: taxId })] : []);
  const { vendor, payer } = snapshot;
  return {
    number: snapshot.number,
    total: money(snapshot.totalMinor),
    paid: say('paidOn', { date: formats.date(snapshot.paid.on), how: paidWith(snapshot.method, language) }),
    issuedOn: formats.date(issuedOn(snapshot)),
    reference: snapshot.gatewayReference,
    vendor: {
      name: vendor.legalName,
      logoHash: vendor.logoHash,
      lines: [...vendor.addressLines, ...taxIdOf(vendor)],
    },
    payer: {
      name: payer.name,
      lines: [say('customer', { number: payer.number }), ...payer.addressLines, ...taxIdOf(payer)],
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
    sums: sumLines(snapshot, language).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
  };
}
