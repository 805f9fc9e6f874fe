import type { ContactActor } from '~/auth/actor';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

/** One payment, or one charge agreed beforehand, in a process of its own, so that it can be killed in the middle of it. */
type Told = ({ actor: ContactActor; input: StartPaymentInput } | { chargeId: string }) & { now: string };

const told = JSON.parse(process.argv[2] ?? '{}', (_key, value: unknown) =>
  typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
) as Told;

const now = new Date(told.now);
if ('chargeId' in told) {
  const { advanceCharge } = await import('~/domain/scheduled-charges/advance-charge.server');
  await advanceCharge({ chargeId: told.chargeId, cause: 'alone', now });
} else {
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  await startPayment(told.actor, told.input, now);
}
process.exit(0);
