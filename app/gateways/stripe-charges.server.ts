import type { Currency } from '~/lib/money';
import { fromGatewayAmount } from './gateway-amount';
import { pagesOf, stripe, unixSeconds, wellFormed } from './stripe.server';

/** A charge that took money and that no intent stands behind: an older program made it, never this one. */
export type BareCharge = { id: string; status: string; amountMinor: bigint; currency: Currency };

export async function* listBareCharges(period: { from: Date; to: Date }): AsyncGenerator<BareCharge> {
  const created = { gte: unixSeconds(period.from), lte: unixSeconds(period.to) };
  for await (const listed of pagesOf(stripe().charges.list({ created, limit: 100 }))) {
    const { id, status, payment_intent, captured, amount_captured, currency: code } = wellFormed(listed, 'charge');
    if (payment_intent !== null || status !== 'succeeded' || !captured) continue;
    const currency = code.toUpperCase();
    yield { id, status, amountMinor: fromGatewayAmount(amount_captured, currency), currency };
  }
}
