import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, type Payer } from '~tests/support/payer';
import { gatewayOf, makeStaff } from '~tests/support/refunds';
import type { World } from '~tests/support/world';
import type { StaffActor } from '~/auth/actor';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

/** One of each kind: paid, declined, asked by the bank; given back slowly, given back in vain; at the bank for days. */
export const METHODS = [
  'pm_card_visa',
  'pm_card_chargeCustomerFail',
  'pm_card_authenticationRequired',
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_usBankAccount_success',
  'pm_usBankAccount_insufficientFunds',
  'pm_usBankAccount_dispute',
] as const;
export type Method = (typeof METHODS)[number];

/** What a run may go on with: the forms that started payments, and what was put into the books beside the gateway. */
export type SoakModel = { started: StartPaymentInput[]; issuedMinor: bigint; chequesMinor: bigint };

/** One customer whom everything happens to, with a clock that only goes forward. */
export type SoakWorld = {
  payer: Payer;
  staff: StaffActor;
  methods: Record<Method, { kind: 'saved'; methodId: string }>;
  world: World;
  now: () => Date;
  /** Moves our clock and the gateway's. */
  advance(minutes: number): Promise<void>;
  /** Delivers what the gateway has to say, and does what follows from it. */
  ring(): Promise<void>;
  /** What the gateway took of this customer, by our payment's id. */
  taken(): Promise<Map<string, bigint[]>>;
};

/** The gateway keeps one clock for all runs, so we do as well. */
let offsetMs = 0;

export async function openSoak(world: World): Promise<{ enter(): Promise<SoakWorld>; close(): Promise<void> }> {
  const door = await openHookDoor();
  const stripe = gatewayOf(world);
  const { pool } = await import('~/lib/db.server');
  const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
  const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
  await world.ctl('POST', '/webhooks', { url: door.url });
  const now = () => new Date(Date.now() + offsetMs);
  const ring = async () => {
    await world.ctl('POST', '/webhooks/release');
    await world.ctl('POST', '/quiesce');
    // What had to wait for something else is tried again now.
    await pool.query(
      'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0 AND locked_at IS NULL',
    );
    await drainJobs(now, FOLLOWING);
  };
  const advance = async (minutes: number) => {
    offsetMs += minutes * 60_000;
    await world.ctl('POST', '/clock', { advanceSeconds: minutes * 60 });
  };
  return {
    async enter() {
      const payer = await makePayer();
      const { vendorId } = payer.actor;
      await setPartPayments({ vendorId, allowed: true, minimums: [] }, { cause: 'soak' });
      const methods = {} as SoakWorld['methods'];
      for (const method of METHODS) methods[method] = await payer.saveCard(method);
      const customer = await ensureGatewayCustomer(payer.actor);
      const taken = async () => {
        const found = new Map<string, bigint[]>();
        for await (const { metadata, status, amount } of stripe.charges.list({ customer, limit: 100 })) {
          const paymentId = metadata['payment_id'] ?? 'nobody';
          if (status === 'succeeded') found.set(paymentId, [...(found.get(paymentId) ?? []), BigInt(amount)]);
        }
        return found;
      };
      return { payer, staff: await makeStaff(vendorId), methods, world, now, advance, ring, taken };
    },
    close: () => door.close(),
  };
}

/** The jobs that follow the gateway; mails have faults of their own. */
const FOLLOWING = ['apply-gateway-event', 'sync-payment'] as const;
