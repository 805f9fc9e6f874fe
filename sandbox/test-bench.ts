import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from './keys';
import { startSandbox } from './start';

/** A running sandbox with the real SDK before it, for tests. */
export async function openBench(options: { dataDir?: string; webhookUrl?: string } = {}) {
  const sandbox = await startSandbox({
    port: 0,
    dataDir: options.dataDir ?? null,
    webhookUrl: options.webhookUrl ?? null,
    webhookSecret: SANDBOX_WEBHOOK_SECRET,
  });
  return { ...callers(sandbox.port), sandbox, url: sandbox.url, stop: sandbox.stop };
}

export function callers(port: number) {
  const sdk = (key: string, retries = 0) =>
    new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: retries });
  const url = `http://127.0.0.1:${port}`;
  return {
    stripe: sdk(SANDBOX_SECRET_KEY),
    retrying: sdk(SANDBOX_SECRET_KEY, 2),
    browser: sdk(SANDBOX_PUBLISHABLE_KEY),
    /** Posts a body to the control plane; without one it reads. */
    async ctl<T = Record<string, unknown>>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
      const response = await fetch(`${url}/_ctl${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    /** The raw answer, for what the SDK hides. */
    async raw(method: string, path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${SANDBOX_SECRET_KEY}`, ...headers },
        ...(method === 'POST' && { body: new URLSearchParams(form) }),
      });
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Record<string, never> & { error?: Stripe.StripeRawError },
      };
    },
  };
}

export const charge = (
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 1000,
  currency: 'usd',
  allowed_payment_method_types: ['card'],
  payment_method: method,
  confirm: true,
  ...more,
});

/** The error a call ends in; fails when it does not. */
export async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const answer = await call.then(
    () => null,
    (error: unknown) => error as Stripe.errors.StripeError,
  );
  if (!answer) throw new Error('The call was expected to be refused.');
  return answer;
}

/** A receiver of webhooks that verifies each signature, and can be told what to answer. */
export async function openReceiver() {
  const events: Stripe.Event[] = [];
  const signatures: string[] = [];
  const waiting = new Set<() => void>();
  const receiver = { events, signatures, answer: 200 };
  const server = createServer((request, response) => {
    void body(request).then((text) => {
      const signature = String(request.headers['stripe-signature']);
      signatures.push(signature);
      events.push(Stripe.webhooks.constructEvent(text, signature, SANDBOX_WEBHOOK_SECRET));
      response.writeHead(receiver.answer).end();
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    types: () => events.map((event) => event.type),
    /** Resolves as soon as the condition holds, asked again after every event. */
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
