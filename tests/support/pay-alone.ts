import type { ContactActor } from '~/auth/actor';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

/** One payment in a process of its own, so that it can be killed in the middle of it. */
type Told = { actor: ContactActor; input: StartPaymentInput; now: string };

const told = JSON.parse(process.argv[2] ?? '{}', (_key, value: unknown) =>
  typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
) as Told;

const { startPayment } = await import('~/domain/payments/start-payment.server');
await startPayment(told.actor, told.input, new Date(told.now));
process.exit(0);
