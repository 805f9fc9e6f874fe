import type { BenchHouse } from './bench-house';
import { readPayForm } from '~tests/support/pay-over-http';
import { openBenchPayer, pay } from './bench-payer';
import { round, timed } from './figures';
import { connectFloor, payAtTheFloor } from './floor';
import type { InvoiceValues } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';

const PAYERS = 16;
const INVOICES = 100;
const ROUNDS = 6;
const WARM_UP_ROUNDS = 2;
/** A real gateway rings a little later, not in the middle of the next payer's request. */
const RINGS_AFTER_MS = 1_000;

/** Sixteen customers of one vendor pay at the same moment, again and again; then sixteen connections do it by hand. */
export async function payTogether(house: BenchHouse) {
  const vendor = await makeVendor();
  const payers = await Promise.all(
    Array.from({ length: PAYERS }, () => openBenchPayer(house, { vendorId: vendor.id })),
  );
  const floorVendor = await makeVendor();
  const floorPayers = await Promise.all(
    Array.from({ length: PAYERS }, () => openBenchPayer(house, { vendorId: floorVendor.id })),
  );
  const clients = await Promise.all(floorPayers.map(() => connectFloor(house.databaseUrl)));
  await house.ctl('/webhooks', { delayMs: RINGS_AFTER_MS });
  let [productMs, floorMs, errors] = [0, 0, 0];
  for (let n = -WARM_UP_ROUNDS; n < ROUNDS; n += 1) {
    if (n === 0) [productMs, floorMs] = [0, 0];
    const forms: URLSearchParams[] = [];
    for (const payer of payers) {
      await payer.payer.invoices(INVOICES);
      forms.push(await readPayForm(payer));
    }
    await house.quiesce();
    productMs += await timed(async () => {
      const outcomes = await Promise.allSettled(payers.map((payer, k) => pay(payer, forms[k]!)));
      errors += outcomes.filter(({ status }) => status === 'rejected').length;
    });
    await house.quiesce();
    const made: InvoiceValues[][] = [];
    for (const { payer } of floorPayers) made.push(await payer.invoices(INVOICES));
    floorMs += await timed(() =>
      Promise.all(floorPayers.map((payer, k) => payAtTheFloor(clients[k]!, { ...payer, invoices: made[k]! }))),
    );
  }
  await Promise.all(clients.map((client) => client.end()));
  const payments = PAYERS * ROUNDS;
  const [productPerSecond, floorPerSecond] = [(payments / productMs) * 1_000, (payments / floorMs) * 1_000];
  return {
    payers: PAYERS,
    invoices: INVOICES,
    payments,
    productPerSecond: round(productPerSecond),
    floorPerSecond: round(floorPerSecond),
    ratio: round(productPerSecond / floorPerSecond, 2),
    errors,
  };
}
