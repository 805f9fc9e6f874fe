import type { BenchHouse } from './bench-house';
import { median, round, timed } from './figures';
import { newId } from '~/lib/ids';
import { makePayer } from '~tests/support/payer';

const SIZES = [
  { invoices: 1_000, rounds: 7 },
  { invoices: 10_000, rounds: 3 },
];

/**
 * The slope past what the product allows. A form of 10,000 lines is refused at the door, so the verbs behind it are
 * called one after the other here, as startPayment calls them.
 */
export async function payBeyondTheLimit(house: BenchHouse): Promise<{ invoices: number; oursMs: number }[]> {
  const { reservePayments } = await import('~/domain/payments/reserve-payment.server');
  const { askGateway } = await import('~/domain/payments/ask-gateway.server');
  const { applyAnswer } = await import('~/domain/payments/apply-answer.server');
  const { db } = await import('~/lib/db.server');
  const payer = await makePayer();
  const card = await payer.saveCard('pm_card_visa');
  const { vendorId, customerId } = payer.actor;
  const method = await db.paymentMethod.findFirstOrThrow({ where: { vendorId, id: card.methodId } });
  const customer = await db.customer.findFirstOrThrow({ where: { vendorId, id: customerId } });
  const figures: { invoices: number; oursMs: number }[] = [];
  for (const { invoices, rounds } of SIZES) {
    const samples: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      // One charge at the gateway may not exceed 999,999.99, so the many invoices are small ones.
      const made = await payer.invoices(invoices, { totalMinor: 1_000n });
      const now = new Date();
      const gatewayRequest = {
        gatewayCustomerId: customer.gatewayCustomerId ?? '',
        method: { gatewayMethodId: method.gatewayMethodId },
        returnUrl: 'http://localhost/',
        inPlace: true,
      };
      const quote = made.map(({ id, totalMinor }) => ({
        invoiceId: id,
        version: 1,
        dueMinor: totalMinor,
        payMinor: totalMinor,
      }));
      const row = {
        id: newId(),
        vendorId,
        customerId,
        currency: 'USD' as const,
        amountMinor: quote.reduce((sum, line) => sum + line.dueMinor, 0n),
        creditMinor: 0n,
        feeMinor: 0n,
        unappliedMinor: 0n,
        state: 'reserved' as const,
        channel: 'portal' as const,
        failureCode: null,
        gatewayIntentId: null,
        gatewayRequest,
        createdAt: now,
        syncedAt: null,
      };
      const input = {
        paymentId: row.id,
        currency: row.currency,
        quote,
        method: card,
        returnUrl: gatewayRequest.returnUrl,
        inPlace: true,
        cause: 'bench',
      };
      house.takeGatewayMs();
      const allMs = await timed(async () => {
        const reserved = await reservePayments([
          {
            payer: payer.actor,
            input,
            payment: {
              ...row,
              requestHash: Buffer.alloc(32),
              methodId: card.methodId,
              creditUse: 'choice',
              tender: { kind: 'card', funding: 'credit' },
              feeRule: null,
            },
          },
        ]);
        if (!reserved.ok) throw new Error(`not reserved: ${JSON.stringify(reserved.refusal).slice(0, 300)}`);
        const { state } = await applyAnswer(row, await askGateway(row, now), {
          actor: payer.actor,
          cause: 'bench',
          now,
        });
        if (state !== 'succeeded') throw new Error(`the payment ended as ${state}`);
      });
      samples.push(allMs - house.takeGatewayMs());
      await house.quiesce();
    }
    figures.push({ invoices, oursMs: round(median(samples)) });
  }
  return figures;
}
