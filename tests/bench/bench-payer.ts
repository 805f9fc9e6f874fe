import { enter, postPayment, type Visitor } from '~tests/support/pay-over-http';
import { makePayer, type Payer } from '~tests/support/payer';
import type { BenchHouse } from './bench-house';

export type BenchPayer = Visitor & { payer: Payer; vendorId: string; customerId: string };

export async function openBenchPayer({ product }: BenchHouse, values: { vendorId?: string } = {}): Promise<BenchPayer> {
  const payer = await makePayer(values);
  const { methodId } = await payer.saveCard('pm_card_visa');
  const { vendorId, customerId } = payer.actor;
  return { ...(await enter(product.url, payer.actor, methodId)), payer, vendorId, customerId };
}

/** Pays, and must be led to the payment's page, which is where a settled payment leads. */
export async function pay(payer: BenchPayer, form: URLSearchParams): Promise<void> {
  const answer = await postPayment(payer, form);
  const text = await answer.text();
  if (answer.status !== 303) throw new Error(`paying answered ${answer.status}: ${text.slice(0, 400)}`);
}
