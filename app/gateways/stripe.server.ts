import Stripe from 'stripe';
import { getConfig } from '~/lib/config.server';
import { isInsideTransaction } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { fromGatewayAmount, toGatewayAmount } from './gateway-amount';
import {
  GatewayOutage,
  GatewayRefusal,
  keyRefusal,
  noteTry,
  patiently,
  proven,
  type TooFast,
} from './gateway-call.server';
import {
  viewCharged,
  viewDebit,
  viewMethod,
  viewVerification,
  type MethodView,
  type Verification,
} from './method-view';

/**
 * The only file that speaks to the gateway. Two rules stand here for everybody: no call while a transaction is
 * open (a lock would be held over the network), and nothing but a well-formed answer is an answer. A time-out,
 * a 5xx, a 409 or a body without an id is a GatewayOutage: the outcome is unknown, neither success nor failure.
 */
export {
  countKeyRefusals,
  countTooFast,
  GatewayOutage,
  GatewayRefusal,
  isCustomerMissing,
} from './gateway-call.server';

/** The payer's agreement to a debit, as the bank may ask to see it. */
export type Acceptance = { ip: string; userAgent: string };

export type IntentView = {
  id: string;
  status: IntentStatus;
  amountMinor: bigint;
  receivedMinor: bigint;
  currency: Currency;
  paymentId: string | null;
  chargeId: string | null;
  clientSecret: string | null;
  /** Where a browser without our script must go to authenticate. */
  redirectUrl: string | null;
  failureCode: string | null;
  /** What the card's network advises after a decline: try_again_later, do_not_try_again, confirm_card_data. */
  adviceCode: string | null;
  method: MethodView | null;
  methodIsSaved: boolean;
  /** Set while small deposits are waited for; then there is nothing to show in the page. */
  verification: Verification | null;
  /** Of a bank debit: its mandate, and the day the account is debited. */
  mandateId: string | null;
  debitOn: string | null;
};

export type IntentRequest = {
  paymentId: string;
  amountMinor: bigint;
  currency: Currency;
  gatewayCustomerId: string;
  method: { gatewayMethodId: string } | { confirmationTokenId: string; save: boolean };
  returnUrl: string;
  /** Whether our script runs in the payer's browser; else 3-D Secure is a redirect. */
  inPlace: boolean;
  /** What may be paid with; payments of older versions were for cards alone. */
  methodTypes?: string[];
  /** For bank accounts: what the payer agreed to just now. */
  acceptance?: Acceptance;
  /** Nobody is there: a bank that wants to ask its customer declines instead, and no intent waits to be confirmed. */
  offSession?: boolean;
};

/** The library's types leave its own events out. */
type Calls = { on(event: 'request', listener: (call: { idempotency_key?: string }) => void): void };

let client: Stripe | undefined;

/** For the files beside this one that ask about other objects; nobody else speaks to the gateway. */
export function stripe(): Stripe {
  invariant(!isInsideTransaction(), 'no gateway call while a transaction is open');
  if (!client) {
    const config = getConfig();
    const base = new URL(config.STRIPE_API_BASE);
    client = new Stripe(config.STRIPE_SECRET_KEY, {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? '443' : '80'),
      protocol: base.protocol === 'https:' ? 'https' : 'http',
      // Every POST carries a key, ours or one the SDK makes for the call, so a repeat by the SDK is the same call.
      maxNetworkRetries: 2,
      timeout: config.GATEWAY_TIMEOUT_MS,
      telemetry: false,
      appInfo: { name: 'Quittance' },
    });
    const calls: Calls = client;
    calls.on('request', (call) => noteTry(call.idempotency_key));
  }
  return client;
}

const EXPAND = ['latest_charge', 'payment_method'];

/**
 * Creates and confirms in one call. The payment's id is the idempotency key: repeating it never charges twice. A
 * refusal of it is of the only call there was.
 */
export function createIntent(request: IntentRequest): Promise<IntentView> {
  return proven(request.paymentId, () => postIntent(request));
}

async function postIntent(request: IntentRequest): Promise<IntentView> {
  const amount = toGatewayAmount(request.amountMinor, request.currency);
  invariant(amount !== null, 'the amount was checked against the gateway’s limits before the payment was reserved');
  const method = request.method;
  return ask(
    async () =>
      viewIntent(
        await stripe().paymentIntents.create(
          {
            amount,
            currency: request.currency.toLowerCase(),
            customer: request.gatewayCustomerId,
            confirm: true,
            allowed_payment_method_types: request.methodTypes ?? ['card'],
            metadata: { payment_id: request.paymentId },
            return_url: request.returnUrl,
            ...(request.offSession
              ? { off_session: true, error_on_requires_action: true }
              : { use_stripe_sdk: request.inPlace }),
            expand: EXPAND,
            ...(request.acceptance && { mandate_data: acceptedOnline(request.acceptance) }),
            ...('gatewayMethodId' in method
              ? { payment_method: method.gatewayMethodId }
              : {
                  confirmation_token: method.confirmationTokenId,
                  ...(method.save ? { setup_future_usage: 'off_session' as const } : {}),
                }),
          },
          { idempotencyKey: request.paymentId },
        ),
      ),
    { isCharge: true },
  );
}

export async function retrieveIntent(intentId: string): Promise<IntentView> {
  return ask(async () => viewIntent(await stripe().paymentIntents.retrieve(intentId, { expand: EXPAND })));
}

/** Cancels; where that is too late, returns the intent as it is instead. */
export async function cancelIntent(intentId: string): Promise<IntentView> {
  try {
    return await ask(async () =>
      viewIntent(
        // No key of ours: a 500 kept under it would be replayed for a day, and cancelling twice is harmless.
        await stripe().paymentIntents.cancel(intentId, { expand: EXPAND }),
      ),
    );
  } catch (error) {
    if (error instanceof GatewayRefusal) return retrieveIntent(intentId);
    throw error;
  }
}

/** All intents of a period, oldest page last; of one customer where given. */
export async function* listIntents(period: {
  from: Date;
  to: Date;
  gatewayCustomerId?: string;
}): AsyncGenerator<IntentView> {
  const pages = stripe().paymentIntents.list({
    created: { gte: unixSeconds(period.from), lte: unixSeconds(period.to) },
    limit: 100,
    expand: EXPAND.map((field) => `data.${field}`),
    ...(period.gatewayCustomerId ? { customer: period.gatewayCustomerId } : {}),
  });
  for await (const intent of pagesOf(pages)) yield viewIntent(intent);
}

/** The items of a list, page by page; what is no list is no answer. */
export async function* pagesOf<Item>(pages: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = pages[Symbol.asyncIterator]();
  for (;;) {
    const next = await askOnce(() => iterator.next()).catch((error: unknown) => {
      if (error instanceof GatewayOutage || error instanceof GatewayRefusal) throw error;
      throw new GatewayOutage('an answer that is no list', { cause: error });
    });
    if (next.done) return;
    yield next.value;
  }
}

export type GatewayEventView = {
  id: string;
  type: string;
  livemode: boolean;
  objectId: string;
  paymentId: string | null;
};

/** Checks the signature over the raw body against every configured secret. Null: not from the gateway, or too old. */
export function readEvent(rawBody: string, signature: string): GatewayEventView | null {
  const event = open(rawBody, signature);
  if (!event) {
    const signedAt = /^t=(\d+)/.exec(signature)?.[1];
    // Sent a second time by somebody, or our clock runs ahead and refuses every event there is.
    if (open(rawBody, signature, Infinity))
      log.error({ signedAt }, 'an event of the gateway is too old to be believed: does the clock run ahead?');
    return null;
  }
  const object = event.data.object as { id?: string; metadata?: Record<string, string> | null };
  const paymentId = object.metadata?.['payment_id'] ?? null;
  return { id: event.id, type: event.type, livemode: event.livemode, objectId: object.id ?? '', paymentId };
}

function open(rawBody: string, signature: string, toleranceSeconds?: number): Stripe.Event | null {
  for (const secret of getConfig().STRIPE_WEBHOOK_SECRETS) {
    try {
      return Stripe.webhooks.constructEvent(rawBody, signature, secret, toleranceSeconds);
    } catch {
      continue;
    }
  }
  return null;
}

/** Runs a call and sorts what can go wrong into refused for good and not known. */
export function ask<T>(call: () => Promise<T>, { isCharge = false } = {}): Promise<T> {
  return patiently(() => askOnce(call), { isCharge });
}

/** The same for one page of a list, whose reader keeps a failure: it cannot be asked again. */
export async function askOnce<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      const intent = error.payment_intent;
      if (intent?.id) return viewIntent(intent) as T;
      throw new GatewayRefusal(error.decline_code ?? error.code ?? 'card_declined', error.message);
    }
    if (
      error instanceof Stripe.errors.StripeAuthenticationError ||
      error instanceof Stripe.errors.StripePermissionError
    ) {
      throw keyRefusal(error.message);
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      throw new GatewayRefusal(error.code ?? error.type, error.message, error.param ?? null);
    if (error instanceof Stripe.errors.StripeError) {
      const tooFast = error instanceof Stripe.errors.StripeRateLimitError ? limitOf(error) : null;
      throw new GatewayOutage(`${error.type}: ${error.message}`, { cause: error, tooFast });
    }
    throw error;
  }
}

/** @see https://docs.stripe.com/rate-limits#handling-limiting-gracefully (Stripe-Rate-Limited-Reason) */
function limitOf({ headers }: Stripe.errors.StripeError): TooFast {
  return headers?.['stripe-rate-limited-reason']?.startsWith('global') ? 'of-all' : 'of-its-kind';
}

const STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'canceled',
  'succeeded',
] as const;
export type IntentStatus = (typeof STATUSES)[number];

/** stripe-node resolves a 5xx whose JSON has no `error` key, so the shape is checked and never believed. */
export function wellFormed<T extends { id: string; object: string }>(value: T, object: T['object']): T {
  if (typeof value?.id !== 'string' || value.id === '' || value.object !== object)
    throw new GatewayOutage(`an answer that is no ${object}`);
  return value;
}

function viewIntent(value: Stripe.PaymentIntent): IntentView {
  const intent = wellFormed(value, 'payment_intent');
  const status = STATUSES.find((known) => known === intent.status);
  if (!status) throw new GatewayOutage(`a payment intent of status ${String(intent.status)}`);
  const currency = intent.currency.toUpperCase();
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const error = intent.last_payment_error;
  // A declined intent lets go of its method; only the error still names it.
  const held = typeof intent.payment_method === 'object' ? intent.payment_method : null;
  const method = held ?? error?.payment_method ?? null;
  return {
    id: intent.id,
    status,
    amountMinor: fromGatewayAmount(intent.amount, currency),
    receivedMinor: fromGatewayAmount(intent.amount_received, currency),
    currency,
    paymentId: intent.metadata['payment_id'] ?? null,
    chargeId: idOf(intent.latest_charge),
    clientSecret: intent.client_secret,
    redirectUrl: intent.next_action?.redirect_to_url?.url ?? null,
    failureCode: error ? (error.decline_code ?? error.code ?? error.type) : null,
    adviceCode: error?.advice_code ?? null,
    method: viewMethod(method) ?? viewCharged(charge),
    methodIsSaved: method?.customer != null,
    verification: viewVerification(intent.next_action),
    ...viewDebit(charge),
  };
}

function acceptedOnline({ ip, userAgent }: Acceptance) {
  return { customer_acceptance: { type: 'online' as const, online: { ip_address: ip, user_agent: userAgent } } };
}

export function idOf(value: string | { id: string } | null | undefined): string | null {
  return typeof value === 'string' ? value : (value?.id ?? null);
}

export function unixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
