import { afterAll, describe, expect, test } from 'vitest';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { loader } = await import('~/routes/portal/payment');

const now = new Date();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

async function atTheBank(): Promise<{
  payer: Payer;
  input: StartPaymentInput;
  answer(outcome: string): Promise<unknown>;
}> {
  const payer = await makePayer();
  await payer.invoices(2);
  const input = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
  expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'action_required' } });
  const { gatewayIntentId } = await db.payment.findUniqueOrThrow({
    where: { id: input.paymentId, vendorId: payer.actor.vendorId },
  });
  return {
    payer,
    input,
    answer: (outcome) => world.ctl('POST', '/three-d-secure', { paymentIntent: gatewayIntentId, outcome }),
  };
}

const paid = { due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1, settledEntries: 1 };
const open = { due: 20_000n, inFlight: 0n, paid: 0n, receipts: 0, settledEntries: 0 };

describe('F37: the bank’s question', () => {
  test('passed, and two tabs and the bank’s return all come back at once: one charge, one receipt', async () => {
    const { payer, input, answer } = await atTheBank();
    await answer('pass');
    const look = () => syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(1) });
    const states = (await Promise.all(Array.from({ length: 8 }, look))).map((applied) => applied?.state);
    expect(new Set(states)).toEqual(new Set(['succeeded']));
    expect(await standing(payer.actor)).toMatchObject(paid);
  });

  test('passed after fourteen minutes is paid; after twenty it was given up, and can no longer be passed', async () => {
    const inTime = await atTheBank();
    await reconcileRecent({ now: later(14) });
    await inTime.answer('pass');
    await reconcileRecent({ now: later(14) });
    expect(await standing(inTime.payer.actor)).toMatchObject(paid);

    const late = await atTheBank();
    await reconcileRecent({ now: later(20) });
    expect(await standing(late.payer.actor)).toMatchObject(open);
    expect(await late.answer('pass')).toMatchObject({ status: 'canceled' });
    await syncPayment({ paymentId: late.input.paymentId, cause: 'test', now: later(21) });
    expect(await standing(late.payer.actor)).toMatchObject(open);
  });

  test('failed and left: nothing is charged, and what was held is free', async () => {
    const { payer, input, answer } = await atTheBank();
    await answer('fail');
    await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(1) });
    expect(await standing(payer.actor)).toMatchObject(open);
  });

  test('the return address without a session asks to sign in, changes nothing, and leads back afterwards', async () => {
    const { payer, input, answer } = await atTheBank();
    await answer('pass');
    const before = await standing(payer.actor);
    const address = `http://localhost:3000/payments/${input.paymentId}?redirect_status=succeeded`;
    const context = { nonce: '', requestId: 'test', clientAddress: '127.0.0.1' };
    const asked = async () =>
      loader({ request: new Request(address), params: { id: input.paymentId }, context }).catch(
        (thrown: unknown) => thrown,
      );
    for (let time = 0; time < 2; time += 1) {
      const answered = (await asked()) as Response;
      expect(answered.status).toBe(303);
      expect(answered.headers.get('location')).toMatch(/^\/sign-in\?to=%2Fpayments%2F/);
    }
    expect(await standing(payer.actor)).toEqual(before);
  });
});
