import { encodeQuote, decodeQuote } from '~/domain/payments/quote';
import type { InvoiceValues } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { giveCredit } from '~tests/support/credits';
import { readPayForm } from '~tests/support/pay-over-http';
import type { BenchHouse } from './bench-house';
import { openBenchPayer, type BenchPayer } from './bench-payer';

/** How a payer means to pay what they are billed: who pays in each round, and the form they send. */
export type WayToPay = {
  name: 'whole' | 'parts' | 'credit';
  payers(house: BenchHouse): Promise<() => Promise<BenchPayer>>;
  fillIn(payer: BenchPayer, billed: readonly InvoiceValues[]): Promise<URLSearchParams>;
};

/** Of a vendor whose customers may pay in parts; a new one each time, for what stays open would come back in the next round. */
async function newcomers(house: BenchHouse) {
  const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
  const vendorId = (await makeVendor()).id;
  await setPartPayments({ vendorId, allowed: true, minimums: [] }, { cause: 'bench' });
  return () => openBenchPayer(house, { vendorId });
}

export const WAYS: readonly WayToPay[] = [
  {
    name: 'whole',
    async payers(house) {
      const payer = await openBenchPayer(house);
      return async () => payer;
    },
    fillIn: (payer) => readPayForm(payer),
  },
  {
    name: 'parts',
    payers: newcomers,
    async fillIn(payer) {
      const form = await readPayForm(payer);
      const shown = decodeQuote(form.get('quote') ?? '');
      if (!shown) throw new Error('the pay page has a quote that cannot be read');
      form.set('quote', encodeQuote(shown.map((line) => ({ ...line, payMinor: line.dueMinor / 2n }))));
      return form;
    },
  },
  {
    name: 'credit',
    payers: newcomers,
    async fillIn(payer, billed) {
      const half = billed.reduce((sum, { totalMinor }) => sum + totalMinor, 0n) / 2n;
      await giveCredit(payer.payer, half, new Date());
      const form = await readPayForm(payer);
      form.set('credit', half.toString());
      return form;
    },
  },
];
