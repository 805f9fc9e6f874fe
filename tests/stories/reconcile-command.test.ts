import { afterAll, describe, expect, test } from 'vitest';
import { makePayer } from '~tests/support/payer';
import { payByCard } from '~tests/support/settled';
import { gatewayOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { reconcileCommand } = await import('~server/commands/reconcile');
const stripe = gatewayOf(world);
const now = new Date();

async function reconcile(json: boolean, days = '2') {
  const lines: string[] = [];
  const given = { values: { days }, positionals: [] };
  const code = await reconcileCommand.run(given, { now: new Date(), json, out: (line) => lines.push(line) });
  return { code, said: lines.join('\n') };
}

describe('reconcile', () => {
  test('says that the gateway and the books agree, and what it compared', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    await payByCard(payer, now);
    const { code, said } = await reconcile(false);
    expect(code).toBe(0);
    expect(said).toContain('Compared 1 intents at the gateway with 1 payments of ours');
    expect(said).toContain('They agree.');
  });

  test('names a charge that has no intent: money was taken, and not by us', async () => {
    const { id } = (await world.ctl('POST', '/charges', { amount: 4_200, currency: 'usd' })) as { id: string };
    expect(await stripe.charges.retrieve(id)).toMatchObject({
      payment_intent: null,
      status: 'succeeded',
      amount: 4_200,
    });
    const told = await reconcile(false);
    expect(told.code).toBe(1);
    expect(told.said).toContain(`DIFFERS   charge-without-intent: gateway ${id} succeeded 4200 USD, here none`);
    expect(told.said).toContain('1 differences need a person.');
    const asJson = await reconcile(true);
    expect(asJson.code).toBe(1);
    expect((JSON.parse(asJson.said) as { differences: object[] }).differences).toEqual([
      {
        kind: 'charge-without-intent',
        paymentId: null,
        intentId: id,
        hereState: null,
        hereMinor: null,
        thereStatus: 'succeeded',
        thereMinor: '4200',
        currency: 'USD',
        repaired: false,
      },
    ]);
  });

  test('a charge before the period is left out, and one that failed is none', async () => {
    const failing = { amount: 500, currency: 'usd', payment_method: 'pm_card_chargeDeclined', confirm: true };
    await expect(
      stripe.paymentIntents.create({ ...failing, allowed_payment_method_types: ['card'] }),
    ).rejects.toThrow();
    await world.ctl('POST', '/clock', { advanceSeconds: 3 * 86_400 });
    const lines: string[] = [];
    const inThreeDays = new Date(Date.now() + 3 * 86_400_000);
    const given = { values: { days: '2' }, positionals: [] };
    const context = { now: inThreeDays, json: false, out: (line: string) => lines.push(line) };
    expect(await reconcileCommand.run(given, context)).toBe(0);
    expect(lines.join('\n')).toContain('They agree.');
  });

  test.each(['0', '367', '1.5', 'many'])('--days %s is refused', async (days) => {
    expect(await reconcile(true, days)).toEqual({ code: 2, said: '' });
  });
});
