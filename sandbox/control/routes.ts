import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { z } from 'zod';
import { answerDebit } from '../gateway/bank-debits';
import { chargeAlone } from '../gateway/charge-alone';
import { finishPaymentChallenge } from '../gateway/confirm-payment';
import { finishSetupChallenge } from '../gateway/confirm-setup';
import { closeDispute, openDispute, resizeDispute } from '../gateway/dispute-charge';
import { findDispute } from '../gateway/disputes';
import { findCharge, findIntent, findSetup } from '../gateway/find';
import { failRefund, refundCharge } from '../gateway/refund-charge';
import type { Work } from '../gateway/work';
import type { NodeEnv } from '../node-env';
import { HOME, type Books } from '../state/state';
import type { Kind } from '../state/records';
import { ApiError } from '../wire/api-error';
import type { World } from '../world';
import { isLoopback, isLoopbackName } from './loopback';
import * as orders from './orders';
import { truth } from './truth';

/** Tells the sandbox how to behave and what to do behind the merchant's back. Loopback callers only. */
export function controlRoutes(world: World): Hono<NodeEnv> {
  const app = new Hono<NodeEnv>();
  const { state, dispatcher, faults, conduct } = world;

  app.use(async (c, next) => {
    // Neither other machines nor pages in a browser on this machine may give orders; a page whose name was made to
    // lead here sends no Origin when it reads, but its own name as Host.
    const ours = isLoopback(c.env.incoming.socket.remoteAddress) && isLoopbackName(c.req.header('host'));
    if (!ours || c.req.header('origin') !== undefined)
      return c.json({ error: 'The control plane answers only programs on this machine.' }, 403);
    await next();
    world.settle();
  });
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json({ error: error.body.message }, error.status as 400);
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    throw error;
  });

  const clock = () => ({ now: state.now(), offsetSeconds: state.clockOffsetSeconds });
  app.get('/clock', (c) => c.json(clock()));
  app.post('/clock', async (c) => {
    state.advanceClock((await read(c, orders.clockOrder)).advanceSeconds);
    world.wake();
    return c.json(clock());
  });

  app.get('/faults', (c) => c.json({ faults: faults.list() }));
  app.post('/faults', async (c) => {
    faults.add(await read(c, orders.faultOrder));
    return c.json({ faults: faults.list() });
  });
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json({ faults: [] });
  });

  const webhooks = () => ({ ...dispatcher.conduct, pending: dispatcher.pending });
  app.get('/webhooks', (c) => c.json(webhooks()));
  app.post('/webhooks', async (c) => {
    dispatcher.conduct = { ...dispatcher.conduct, ...(await read(c, orders.webhookOrder)) };
    return c.json(webhooks());
  });
  app.post('/webhooks/release', (c) => {
    if (dispatcher.conduct.mode === 'hold') dispatcher.conduct = { ...dispatcher.conduct, mode: 'deliver' };
    dispatcher.hurry();
    return c.json(webhooks());
  });
  app.post('/webhooks/resend', async (c) => {
    const order = await read(c, orders.resendOrder);
    let resent = 0;
    for (const books of state.allBooks()) {
      for (const event of books.event.values()) {
        if (order.event !== undefined ? event.id !== order.event : event.created < (order.since ?? 0)) continue;
        dispatcher.owe(books, event);
        resent += 1;
      }
    }
    return c.json({ resent, ...webhooks() });
  });

  app.post('/three-d-secure', async (c) => {
    const order = await read(c, orders.threeDSecureOrder);
    const passed = order.outcome === 'pass';
    if ('paymentIntent' in order) {
      const work = holding('payment_intent', order.paymentIntent);
      return c.json(finishPaymentChallenge(work, findIntent(work, order.paymentIntent), passed));
    }
    const work = holding('setup_intent', order.setupIntent);
    return c.json(finishSetupChallenge(work, findSetup(work, order.setupIntent), passed));
  });

  app.post('/debits', async (c) => {
    const { paymentIntent } = await read(c, orders.debitOrder);
    const work = holding('payment_intent', paymentIntent);
    answerDebit(work, findIntent(work, paymentIntent));
    return c.json(findIntent(work, paymentIntent));
  });

  app.post('/banks', async (c) => {
    const { paymentMethod, says } = await read(c, orders.bankOrder);
    const work = holding('payment_method', paymentMethod);
    const instrument = work.books.instrument.get(paymentMethod);
    if (!instrument) throw new HTTPException(404, { message: `No such payment method: ${paymentMethod}` });
    work.put('instrument', { ...instrument, bankSays: says === 'yes' ? null : says });
    return c.json({ paymentMethod, says });
  });

  app.post('/charges', async (c) =>
    c.json(chargeAlone(world.workOn(state.books(HOME)), await read(c, orders.chargeOrder))),
  );

  app.post('/disputes', async (c) => {
    const order = await read(c, orders.disputeOrder);
    const work = holding('charge', order.charge);
    return c.json(openDispute(work, findCharge(work, order.charge), order));
  });
  app.post('/disputes/:id/close', async (c) => {
    const work = holding('dispute', c.req.param('id'));
    return c.json(closeDispute(work, findDispute(work, c.req.param('id')), (await read(c, orders.closeOrder)).outcome));
  });
  app.post('/disputes/:id/amount', async (c) => {
    const work = holding('dispute', c.req.param('id'));
    return c.json(
      resizeDispute(work, findDispute(work, c.req.param('id')), (await read(c, orders.resizeOrder)).amount),
    );
  });
  app.post('/refunds', async (c) => {
    const order = await read(c, orders.refundOrder);
    const work = holding('charge', order.charge);
    return c.json(refundCharge(work, findCharge(work, order.charge), { amount: order.amount }));
  });
  app.post('/refunds/:id/fail', (c) => {
    const work = holding('refund', c.req.param('id'));
    const refund = work.books.refund.get(c.req.param('id'));
    if (!refund) throw new HTTPException(404, { message: `No such refund: ${c.req.param('id')}` });
    return c.json(failRefund(work, refund));
  });

  const stats = () => ({
    calls: world.stats.calls,
    replays: world.stats.replays,
    requests: world.stats.requests(),
    webhooks: { delivered: dispatcher.delivered, pending: dispatcher.pending, failedTries: dispatcher.failedTries },
  });
  app.get('/stats', (c) => c.json(stats()));
  app.post('/quiesce', async (c) => {
    do {
      world.wake();
      await dispatcher.whenQuiet();
    } while (!dispatcher.quiet());
    return c.json(stats());
  });
  app.get('/truth', (c) => c.json(truth(state.allBooks().map((books) => world.workOn(books)))));
  app.get('/profile', (c) => c.json(conduct.profile));
  app.post('/profile', async (c) => {
    conduct.set(await read(c, orders.profileOrder));
    return c.json(conduct.profile);
  });
  app.post('/reset', (c) => {
    world.reset();
    return c.json(stats());
  });
  app.notFound((c) => c.json({ error: `No such control: ${c.req.method} ${c.req.path}` }, 404));
  return app;

  /** Orders name an object, not its account. */
  function holding(kind: Kind, id: string): Work {
    const books: Books = state.allBooks().find((each) => each[kind].get(id)) ?? state.books(HOME);
    return world.workOn(books);
  }
}

async function read<S extends z.ZodType>(c: { req: { text(): Promise<string> } }, shape: S): Promise<z.infer<S>> {
  const body = await c.req.text();
  let given: unknown;
  try {
    given = body === '' ? {} : JSON.parse(body);
  } catch {
    throw new HTTPException(400, { message: 'The body is not JSON.' });
  }
  const parsed = shape.safeParse(given);
  if (!parsed.success)
    throw new HTTPException(400, {
      message: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    });
  return parsed.data;
}
