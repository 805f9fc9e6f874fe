import { expect, test } from 'vitest';
import { movementWords, type MovementSource } from './movement-words';

const NOTHING: MovementSource = {
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
const invoice = { invoiceId: 'i', invoiceNumber: 'INV-1', invoiceSummary: 'Hosting', dueOn: '2026-02-01' };
const toInvoice = { kind: 'invoice', id: 'i' };
const card = { paymentId: 'p', channel: 'portal', methodBrand: 'visa', methodLast4: '4242' };
const toPayment = { kind: 'payment', id: 'p' };

test.each<[Partial<MovementSource>, object]>([
  [
    { kind: 'invoice_issued', ...invoice },
    { what: 'Invoice INV-1', detail: 'Hosting · due 1 Feb 2026', link: toInvoice },
  ],
  [
    { kind: 'invoice_issued', ...invoice, archived: true },
    { what: 'Invoice INV-1', link: null },
  ],
  [
    { kind: 'invoice_voided', ...invoice, voidReason: 'Billed twice' },
    { what: 'Invoice INV-1 void', detail: 'Billed twice', link: toInvoice },
  ],
  [
    { kind: 'payment_settled', ...card, receiptNumber: 'R-2026-000001' },
    { what: 'Payment', detail: 'Visa •••• 4242 · receipt R-2026-000001', link: toPayment },
  ],
  [
    { kind: 'payment_settled', ...card, receiptNumber: 'R-2026-000001', creditMinor: 12_000n },
    { what: 'Payment', detail: 'Visa •••• 4242 · $120.00 of it credit · receipt R-2026-000001', link: toPayment },
  ],
  [
    { kind: 'refund_issued', ...card, creditMinor: 12_000n },
    { what: 'Refund', detail: 'Visa •••• 4242', link: toPayment },
  ],
  [
    { kind: 'credit_note_issued', ...invoice, noteNumber: 'CN-2026-000001', noteReason: 'Two hours too many' },
    { what: 'Credit note CN-2026-000001, invoice INV-1', detail: 'Two hours too many', link: toInvoice },
  ],
  [
    { kind: 'payment_settled', paymentId: 'p', channel: 'outside' },
    { what: 'Payment outside the portal', detail: null, link: toPayment },
  ],
  // Kinds that others add: by a name people use where there is one, by their own where there is none.
  [{ kind: 'refund_issued' }, { what: 'Refund', detail: null, link: null }],
  [
    { kind: 'goodwill_given', ...invoice },
    { what: 'Goodwill given, invoice INV-1', detail: 'Hosting', link: toInvoice },
  ],
  [
    { kind: 'dispute_withdrawn', ...card },
    { what: 'Payment disputed at the bank', detail: 'Visa •••• 4242', link: toPayment },
  ],
  [{ kind: 'balance_carried_over' }, { what: 'Balance carried over', detail: null, link: null }],
])('%o', (source, words) => {
  expect(movementWords({ ...NOTHING, ...source }, 'USD')).toMatchObject(words);
});

test('in the language of the statement', () => {
  const issued = { ...NOTHING, kind: 'invoice_issued', ...invoice };
  expect(movementWords(issued, 'EUR', 'de')).toMatchObject({
    what: 'Rechnung INV-1',
    detail: 'Hosting · fällig am 1. Feb. 2026',
  });
  const settled = { ...NOTHING, kind: 'payment_settled', ...card, receiptNumber: 'R-1', creditMinor: 123_456n };
  expect(movementWords(settled, 'EUR', 'fr')).toMatchObject({
    what: 'Paiement',
    detail: 'Visa •••• 4242 · dont 1\u202f234,56\u00a0€ d’avoir · reçu R-1',
  });
  // What nobody gave words stands under its own name in every language.
  expect(movementWords({ ...NOTHING, kind: 'balance_carried_over' }, 'EUR', 'es').what).toBe('Balance carried over');
});

test('a fee is no part of what is owed, so it stands in the details', () => {
  expect(movementWords({ ...NOTHING, kind: 'payment_settled', ...card, feeMinor: 750n }, 'USD')).toMatchObject({
    what: 'Payment',
    detail: 'Visa •••• 4242 · plus a fee of $7.50',
  });
  expect(movementWords({ ...NOTHING, kind: 'refund_issued', ...card, feeMinor: -250n }, 'USD')).toMatchObject({
    what: 'Refund',
    detail: 'Visa •••• 4242 · with $2.50 of the fee',
  });
});
