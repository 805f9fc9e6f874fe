import { drawCreditNote } from '~/documents/credit-note';
import { drawInvoice, type InvoicePaper } from '~/documents/invoice';
import { drawReceipt } from '~/documents/receipt';
import { drawRefund } from '~/documents/refund';
import type { Doc } from '~/documents/sheet';
import { drawStatement } from '~/documents/statement';
import type { ReceiptSnapshot } from '~/domain/receipts/snapshot';
import type { RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { movementWords, type MovementSource } from '~/domain/statements/movement-words';
import type { Movement, Statement } from '~/domain/statements/statement';
import type { Language } from '~/lib/languages/language';

type Draw = (doc: Doc, language: Language) => Promise<void>;

const CURRENCY = 'USD';
const on = '2026-09-30';
const issuedAt = '2026-09-30T12:00:00.000Z';
/** What the vendor wrote has no word of any language in it. */
const TEXT = 'Zyx 4711 · Wvu';

const vendor = {
  name: 'Zyxwv Qqq',
  legalName: 'Zyxwv Qqq Ltd.',
  addressLines: ['Qqq 12', '70173 Zyx'],
  taxId: '14-2718281',
  timeZone: 'UTC',
  brandColor: null,
  logoHash: null,
};
const customer = { name: 'Fghjk Ltd.', number: 'C-1042', addressLines: ['Zyx 4', '4711 Qqq'], taxId: 'DE123456789' };
const besides = { logo: null, verifyUrl: `http://localhost:3000/verify/${'Ab1'.repeat(20)}` };

function receipt(invoices: number, values: Partial<ReceiptSnapshot> = {}): ReceiptSnapshot {
  const figures = { totalMinor: '123456789', appliedMinor: '123450000', stillOpenMinor: '100' };
  return {
    version: 1,
    receiptId: 'r',
    number: 'R-2026-000031',
    issuedAt,
    vendor,
    payer: { ...customer, contact: { name: 'Ada Qqq', email: 'ada@fghjk.example' } },
    paid: { at: issuedAt, on },
    method: { kind: 'gateway', brand: 'amex', last4: '1005' },
    gatewayReference: 'pi_3QxYzAbCdEfGhIjKlMnOpQr',
    currency: CURRENCY,
    invoices: Array.from({ length: invoices }, (_, at) => ({ number: `INV-${1000 + at}`, summary: TEXT, ...figures })),
    feeMinor: '750',
    creditUsedMinor: '12000',
    unappliedMinor: '250',
    totalMinor: '123456789',
    ...values,
  };
}

function refund(values: Partial<RefundSnapshot> = {}): RefundSnapshot {
  return {
    version: 1,
    documentId: 'd',
    number: 'RF-2026-000031',
    issuedAt,
    vendor,
    payer: customer,
    refunded: { at: issuedAt, on },
    method: { kind: 'gateway', brand: 'amex', last4: '1005' },
    receiptNumber: 'R-2026-000031',
    gatewayReference: 're_3QxYzAbCdEfGhIjKlMnOpQr',
    reason: TEXT,
    currency: CURRENCY,
    invoices: [
      {
        number: 'INV-1000',
        summary: TEXT,
        totalMinor: '123456789',
        refundedMinor: '123456789',
        nowOpenMinor: '123456789',
      },
    ],
    feeMinor: '750',
    creditMinor: '1000',
    beyondMinor: '100',
    totalMinor: '123458639',
    ...values,
  };
}

const creditNote = {
  version: 1 as const,
  documentId: 'd',
  number: 'CN-2026-000031',
  issuedAt,
  issuedOn: on,
  vendor,
  customer,
  reason: TEXT,
  currency: CURRENCY,
  invoice: {
    number: 'INV-1042',
    summary: TEXT,
    totalMinor: '123456789',
    loweredMinor: '123400000',
    nowOpenMinor: '56789',
  },
  keptMinor: '5000',
  taxMinor: '1597',
  totalMinor: '123405000',
};

const invoice: InvoicePaper = {
  vendor,
  customer,
  number: 'INV-1042',
  summary: TEXT,
  memo: TEXT,
  issuedOn: on,
  dueOn: on,
  voidReason: null,
  currency: CURRENCY,
  taxMinor: 9_698_352n,
  totalMinor: 132_145_203n,
  creditedMinor: 500_000n,
  writtenOffMinor: 100_000n,
  inFlightMinor: 200_000n,
  disputedMinor: 300_000n,
  paidMinor: 400_000n,
  dueMinor: 130_645_203n,
  lines: [
    {
      description: TEXT,
      quantityMilli: 1_500n,
      unitPriceMinor: 81_631_234n,
      taxRateBp: 775,
      netMinor: 122_446_851n,
      taxMinor: 9_698_352n,
    },
  ],
};

const NO_SOURCE: MovementSource = {
  kind: '',
  invoiceId: null,
  invoiceNumber: null,
  invoiceSummary: null,
  dueOn: null,
  voidReason: null,
  archived: false,
  paymentId: null,
  channel: null,
  methodBrand: null,
  methodLast4: null,
  receiptNumber: null,
  noteNumber: null,
  noteReason: null,
  noteDocumentId: null,
  creditMinor: null,
  feeMinor: 0n,
};
const ofInvoice = { invoiceId: 'i', invoiceNumber: 'INV-1042', invoiceSummary: TEXT, dueOn: on, voidReason: TEXT };
const ofPayment = { paymentId: 'p', channel: 'portal', methodBrand: 'amex', methodLast4: '1005' };
const SOURCES: Partial<MovementSource>[] = [
  { kind: 'invoice_issued', ...ofInvoice },
  { kind: 'invoice_voided', ...ofInvoice },
  { kind: 'payment_settled', ...ofPayment, receiptNumber: 'R-2026-000001', creditMinor: 12_000n, feeMinor: 750n },
  { kind: 'payment_settled', paymentId: 'p', channel: 'outside' },
  { kind: 'refund_issued', ...ofPayment, feeMinor: -250n },
  { kind: 'refund_failed', ...ofPayment },
  { kind: 'dispute_withdrawn', ...ofPayment },
  { kind: 'dispute_reinstated', ...ofPayment },
  { kind: 'credit_note_issued', ...ofInvoice, noteNumber: 'CN-2026-000001', noteReason: TEXT },
  { kind: 'refund_issued', ...ofInvoice },
];

const movements = (language: Language): Movement[] =>
  SOURCES.map((source, at) => ({
    id: `${at}`,
    on: `2026-09-${20 + at}`,
    amountMinor: at % 2 === 0 ? 123_456_789n : -123_456_789n,
    balanceMinor: 123_456_789n,
    ...movementWords({ ...NO_SOURCE, ...source }, CURRENCY, language),
  }));

const items = ['2026-10-07', '2026-10-01', '2026-09-30', '2026-09-29', '2026-07-31', '2012-01-01'].map((dueOn, at) => ({
  id: `${at}`,
  number: `INV-${1000 + at}`,
  summary: TEXT,
  issuedOn: on,
  dueOn,
  totalMinor: 123_456_789n,
  paidMinor: 1_000n,
  creditedMinor: 500n,
  dueMinor: 123_455_289n,
  inFlightMinor: 0n,
  disputedMinor: 0n,
}));

const sums = {
  openingMinor: -123_456_789n,
  chargedMinor: 123_456_789n,
  settledMinor: -123_456_789n,
  closingMinor: -123_456_789n,
  movements: SOURCES.length,
  laterMinor: 5_000n,
  creditMinor: 12_000n,
};
const standing = {
  payableMinor: 1_000_000n,
  inFlightMinor: 200_000n,
  disputedMinor: 300_000n,
  archivedMinor: 400_000n,
};

function statement(kind: 'balance-forward' | 'open-items', language: Language, from: string | null): Statement {
  const itemSums = { count: items.length, dueMinor: 740_731_734n, archivedMinor: 5_000n, otherMinor: 123_456_789n };
  return {
    query: { kind, from, to: on, currency: CURRENCY },
    currency: CURRENCY,
    today: on,
    sums,
    standing,
    listed:
      kind === 'open-items'
        ? { kind, items, itemSums }
        : { kind, movements: movements(language), broughtForwardMinor: 0n },
    first: true,
    next: null,
  };
}

const outside = { kind: 'outside', brand: null, last4: null } as const;
const credit = { ...outside, kind: 'credit' } as const;
const receiptOf =
  (snapshot: ReceiptSnapshot): Draw =>
  (doc, language) =>
    drawReceipt(doc, snapshot, { ...besides, language });
const refundOf =
  (snapshot: RefundSnapshot): Draw =>
  (doc, language) =>
    drawRefund(doc, snapshot, { ...besides, language });
const creditNoteOf =
  (of: { number: string } = creditNote.invoice): Draw =>
  (doc, language) =>
    drawCreditNote(doc, { ...creditNote, invoice: { ...creditNote.invoice, ...of } }, { ...besides, language });
const invoiceOf =
  (values: Partial<InvoicePaper> = {}): Draw =>
  (doc, language) =>
    drawInvoice(doc, { ...invoice, ...values }, language);
const statementOf =
  (kind: 'balance-forward' | 'open-items', from: string | null): Draw =>
  (doc, language) =>
    drawStatement(doc, { vendor, customer, statement: statement(kind, language, from) }, language);

/** Every document there is, so that together they say all that documents can say, with figures as long as they come. */
export const PAPERS: Record<string, Draw> = {
  receipt: receiptOf(receipt(2)),
  'receipt of one invoice, paid outside': receiptOf(receipt(1, { method: outside, gatewayReference: null })),
  'receipt of three pages, paid by credit': receiptOf(receipt(120, { method: credit })),
  'receipt of Arabic names': receiptOf(
    receipt(2, {
      vendor: { ...vendor, name: 'شركة الخليج للاستضافة', addressLines: ['شارع الملك فهد 12', 'الرياض 11564'] },
      payer: {
        ...customer,
        name: 'مؤسسة الأمل (فرع جدة) ش.م.م. Fghjk Ltd.',
        addressLines: ['ص.ب. 4711، حي الروضة'],
        contact: { name: 'محمّد الأنصاري', email: 'ada@fghjk.example' },
      },
    }),
  ),
  refund: refundOf(refund()),
  'refund of money that came outside': refundOf(refund({ method: outside, receiptNumber: null, invoices: [] })),
  'credit note': creditNoteOf(),
  'credit note of the longest number': creditNoteOf({ number: 'INV-2026-QQQ-0000001042-0000001042-00001' }),
  invoice: invoiceOf(),
  'void invoice': invoiceOf({ voidReason: `${TEXT} `.repeat(4), vendor: { ...vendor, name: 'i'.repeat(200) } }),
  'paid invoice': invoiceOf({ paidMinor: invoice.totalMinor, dueMinor: 0n }),
  statement: statementOf('balance-forward', '2026-01-01'),
  'statement from the beginning': statementOf('balance-forward', null),
  'open items': statementOf('open-items', '2026-01-01'),
};
