import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { lockTimeout, rateLimited } from './control/profile';
import type { Fault } from './control/faults';
import { errorForCaller } from './gateway/client-secret';
import { API_ROUTES } from './gateway/routes';
import { API_VERSION } from './keys';
import { newId } from './state/ids';
import { HOME, type Books } from './state/state';
import { ApiError, invalid } from './wire/api-error';
import { authenticate, keyRevoked, secretKeyRequired, type Caller } from './wire/auth';
import { expand } from './wire/expand';
import { parseForm, type RawHash } from './wire/form';
import { fingerprintOf } from './wire/idempotency';
import type { Route } from './wire/route';
import type { NodeEnv } from './node-env';
import type { World } from './world';

type Answer = { status: number; body: string; headers: Record<string, string> };
type Request = {
  route: Route;
  c: Context<NodeEnv>;
  caller: Caller;
  raw: RawHash;
  body: string;
  books: Books;
  requestId: string;
  key: string | null;
};

export function mountApi(app: Hono<NodeEnv>, world: World): void {
  for (const route of API_ROUTES) {
    app.on(route.method, route.path, async (c) => {
      world.stats.count(`${route.method} ${route.path}`);
      return respond(c, await answer(world, route, c));
    });
  }
}

/** For any other address under /v1. */
export function unknownUrl(c: Context<NodeEnv>): Response {
  const error = invalid(
    `Unrecognized request URL (${c.req.method}: ${c.req.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    undefined,
    undefined,
    { status: 404 },
  );
  return respond(c, failure(error, newId('req')));
}

async function answer(world: World, route: Route, c: Context<NodeEnv>): Promise<Answer | 'dropped'> {
  const requestId = newId('req');
  try {
    const body = route.method === 'POST' ? await c.req.text() : (c.req.url.split('?')[1] ?? '');
    const { key: formKey, _stripe_account: formAccount, ...raw } = parseForm(body);
    const caller = authenticate(c.req.header('authorization'), typeof formKey === 'string' ? formKey : undefined);
    if (caller.publishable && !route.publishable) throw secretKeyRequired();
    world.conduct.limit(`${route.method} ${route.path}`);
    const account = c.req.header('stripe-account') ?? (typeof formAccount === 'string' ? formAccount : HOME);
    // Only what changes something is kept under a key; the gateway ignores keys of reads.
    const key = route.method === 'POST' ? (c.req.header('idempotency-key') ?? null) : null;
    return await once(world, { route, c, caller, raw, body, books: world.state.books(account), requestId, key });
  } catch (error) {
    return failure(error, requestId);
  }
}

/** Replays the kept answer of the key, or executes while the key is taken. */
async function once(world: World, request: Request): Promise<Answer | 'dropped'> {
  const { key, books, c } = request;
  if (key === null) return execute(world, request, null);
  const fingerprint = fingerprintOf(request.route.method, c.req.path, request.body);
  const kept = world.idempotency.claim(books, key, fingerprint);
  if (kept) {
    world.stats.replays += 1;
    // A line that loses answers loses repeated ones too.
    const fault = world.faults.take(request.route.method, c.req.path);
    if (fault && (await strikeBefore(world, fault)) === 'dropped') return drop(c);
    const lost = await loseAnswer(world, c, fault);
    if (lost) return lost;
    return {
      status: kept.status,
      body: kept.body,
      headers: { 'request-id': request.requestId, 'idempotent-replayed': 'true', 'idempotency-key': key },
    };
  }
  try {
    return await execute(world, request, fingerprint);
  } finally {
    world.idempotency.release(books, key);
  }
}

async function execute(world: World, request: Request, fingerprint: string | null): Promise<Answer | 'dropped'> {
  const { route, c, books, requestId, key } = request;
  const fault = world.faults.take(route.method, c.req.path);
  const before = fault && (await strikeBefore(world, fault));
  if (before === 'dropped') return drop(c);

  const path = c.req.path;
  const prepared = route.prepare(request.raw, {
    work: world.workOn(books, { id: requestId, idempotency_key: key }),
    id: c.req.param('id') ?? '',
    subId: c.req.param('subId') ?? '',
    publishable: request.caller.publishable,
    path,
  });
  const unlock = world.conduct.lock(route.method === 'GET' ? [] : touched(c, request.raw, books));
  try {
    const wait = world.conduct.latencyMs(
      route.method,
      path,
      path.endsWith('/confirm') || request.raw.confirm === 'true',
    );
    if (wait > 0) await world.faults.hold(wait);
    const done = perform(world, request, prepared, fault);
    if (key !== null && fingerprint !== null && done.keep) {
      world.idempotency.keep(books, { id: key, fingerprint, status: done.answer.status, body: done.answer.body });
      done.answer.headers['idempotency-key'] = key;
    }
    world.settle();
    return (await loseAnswer(world, c, fault)) ?? done.answer;
  } finally {
    unlock();
  }
}

/** What the caller gets in place of the answer when the work is done and the answer is lost; null when it is not. */
async function loseAnswer(world: World, c: Context<NodeEnv>, fault: Fault | null): Promise<Answer | 'dropped' | null> {
  if (fault?.kind === 'drop-after-commit') return drop(c);
  if (fault?.kind === 'stall-after-commit') {
    await world.faults.hold(fault.ms);
    return drop(c);
  }
  // A proxy's answer: the work is done, and nothing in the body says so.
  return fault?.kind === 'bare-502' ? { status: 502, body: '{"message":"Bad Gateway"}', headers: {} } : null;
}

/** Synchronous from the first change to the last, so requests never interleave in the books. */
function perform(
  world: World,
  request: Request,
  prepared: { run(): object; expand: string[] },
  fault: Fault | null,
): { answer: Answer; keep: boolean } {
  const headers = { 'request-id': request.requestId };
  try {
    const body = JSON.stringify(expand(prepared.run(), prepared.expand, request.books));
    if (fault?.kind === '500-after') return { answer: failure(serverError(), request.requestId), keep: true };
    return { answer: { status: 200, body, headers }, keep: true };
  } catch (error) {
    const keep = !(error instanceof ApiError && error.beforeExecution);
    if (!(error instanceof ApiError))
      world.log(
        `${request.route.method} ${request.route.path} failed: ${String(error instanceof Error ? error.stack : error)}`,
      );
    return {
      answer: failure(
        fault?.kind === '500-after' ? serverError() : error,
        request.requestId,
        request.caller.publishable,
      ),
      keep,
    };
  }
}

async function strikeBefore(world: World, fault: Fault): Promise<'dropped' | null> {
  switch (fault.kind) {
    case 'drop-before':
      return 'dropped';
    case '500-before':
      throw serverError(true);
    case '429-rate':
      throw rateLimited('global-rate');
    case '429-lock':
      throw lockTimeout();
    case '401-key':
      throw keyRevoked();
    case '400-unactivated':
      throw unactivated();
    case 'delay':
      await world.faults.hold(fault.ms);
      return null;
    default:
      return null;
  }
}

/** As after the account's owner, or Stripe, has switched a kind of payment method off (Stripe, "Error codes"). */
function unactivated(): ApiError {
  return new ApiError(
    {
      type: 'invalid_request_error',
      code: 'payment_method_unactivated',
      message:
        'The operation cannot be performed because the payment method used has not been activated. Activate the payment method in the Dashboard, then try again.',
    },
    { status: 400, beforeExecution: true },
  );
}

function serverError(beforeExecution = false): ApiError {
  return new ApiError({ type: 'api_error', message: 'An unknown error occurred' }, { status: 500, beforeExecution });
}

function failure(error: unknown, requestId: string, publishable = false): Answer {
  const refusal = error instanceof ApiError ? error : serverError();
  const body = {
    error: {
      ...errorForCaller(refusal.body, publishable),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    },
  };
  return {
    status: refusal.status,
    body: JSON.stringify(body),
    headers: { 'request-id': requestId, ...refusal.headers },
  };
}

/** The objects a change holds on to: the one in the path and the customer it belongs to. */
function touched(c: Context<NodeEnv>, raw: RawHash, books: Books): string[] {
  const id = c.req.param('id') ?? '';
  const customer = raw.customer ?? books.payment_intent.get(id)?.customer ?? books.payment_method.get(id)?.customer;
  return [id, typeof customer === 'string' ? customer : ''].filter((each) => each !== '');
}

function drop(c: Context<NodeEnv>): 'dropped' {
  c.env.incoming.socket.destroy();
  return 'dropped';
}

function respond(c: Context<NodeEnv>, given: Answer | 'dropped'): Response {
  if (given === 'dropped') return RESPONSE_ALREADY_SENT;
  return new Response(given.body, {
    status: given.status,
    headers: {
      'content-type': 'application/json',
      'stripe-version': c.req.header('stripe-version') ?? API_VERSION,
      'cache-control': 'no-store',
      ...given.headers,
    },
  });
}
