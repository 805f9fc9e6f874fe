import pg from 'pg';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, type Payer } from '~tests/support/payer';
import { gatewayOf, makeStaff } from '~tests/support/refunds';
import type { World } from '~tests/support/world';
import type { StaffActor } from '~/auth/actor';
import type { Tender } from '~/domain/fees/fee';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

/** One of each kind: paid, declined, asked by the bank; given back slowly, given back in vain; at the bank for days. */
export const METHODS = [
  'pm_card_visa',
  'pm_card_visa_debit',
  'pm_card_chargeCustomerFail',
  'pm_card_authenticationRequired',
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_usBankAccount_success',
  'pm_usBankAccount_insufficientFunds',
  'pm_usBankAccount_dispute',
] as const;
export type Method = (typeof METHODS)[number];
export type SavedMethod = { methodId: string; gatewayMethodId: string; tender: Tender };

/** What a run may go on with, and what was put into the books beside the gateway. */
export type SoakModel = {
  /** The forms that started payments. */
  started: StartPaymentInput[];
  /** The most that each charge may take which was agreed beforehand, fee included. */
  agreed: Map<string, bigint>;
  issuedMinor: bigint;
  /** By credit notes and voids. */
  takenBackMinor: bigint;
  /** Received by cheque, less what was handed back that way. */
  outsideMinor: bigint;
  steps: number;
};

export const emptyModel = (): SoakModel => ({
  started: [],
  agreed: new Map(),
  issuedMinor: 0n,
  takenBackMinor: 0n,
  outsideMinor: 0n,
  steps: 0,
});

/** One customer whom everything happens to, with a clock that only goes forward. */
export type SoakWorld = {
  payer: Payer;
  staff: StaffActor;
  methods: Record<Method, SavedMethod>;
  world: World;
  now: () => Date;
  /** Moves our clock and the gateway's. */
  advance(minutes: number): Promise<void>;
  /** Delivers what the gateway has to say, and does what follows from it. */
  ring(): Promise<void>;
  /** What the clock sets going once a minute for charges agreed beforehand, and what follows from it. */
  minute(): Promise<void>;
  /** What the gateway took of this customer, by our payment's id. */
  taken(): Promise<Map<string, bigint[]>>;
};

/** The jobs that follow the gateway, and those of the clock; mails have faults of their own. */
const FOLLOWING = ['apply-gateway-event', 'sync-payment'] as const;
const CHARGING = ['advance-charge', 'plan-autopay'] as const;

export async function openSoak(world: World): Promise<{ enter(): Promise<SoakWorld>; close(): Promise<void> }> {
  const door = await openHookDoor();
  const stripe = gatewayOf(world);
  const { pool } = await import('~/lib/db.server');
  const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
  const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
  const { lookAfterCharges } = await import('~/domain/scheduled-charges/look-after-charges.server');
  await world.ctl('POST', '/webhooks', { url: door.url });
  let offsetMs = 0;
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
  const minute = async () => {
    await lookAfterCharges({ now: now() });
    await drainJobs(now, CHARGING);
  };
  const advance = async (minutes: number) => {
    offsetMs += minutes * 60_000;
    await world.ctl('POST', '/clock', { advanceSeconds: minutes * 60 });
  };
  const saveMethods = async (payer: Payer, customer: string) => {
    const { db } = await import('~/lib/db.server');
    const methods = {} as SoakWorld['methods'];
    for (const method of METHODS) {
      const { methodId } = await payer.saveCard(method);
      const where = { id: methodId, vendorId: payer.actor.vendorId };
      const { gatewayMethodId, kind, funding } = await db.paymentMethod.findUniqueOrThrow({ where });
      // A bank is debited later only by a mandate that its customer gave while they were there.
      if (kind !== 'card') await stripe.setupIntents.create(mandated(customer, gatewayMethodId));
      methods[method] = { methodId, gatewayMethodId, tender: { kind, funding: funding ?? 'unknown' } as Tender };
    }
    return methods;
  };
  return {
    async enter() {
      await emptyBooks(world);
      await world.ctl('POST', '/reset');
      offsetMs = 0;
      const payer = await makePayer();
      const { vendorId } = payer.actor;
      await setPartPayments({ vendorId, allowed: true, minimums: [] }, { cause: 'soak' });
      const customer = await ensureGatewayCustomer(payer.actor);
      const methods = await saveMethods(payer, customer);
      const taken = async () => {
        const found = new Map<string, bigint[]>();
        for await (const { metadata, status, amount } of stripe.charges.list({ customer, limit: 100 })) {
          const paymentId = metadata['payment_id'] ?? 'nobody';
          if (status === 'succeeded') found.set(paymentId, [...(found.get(paymentId) ?? []), BigInt(amount)]);
        }
        return found;
      };
      return { payer, staff: await makeStaff(vendorId), methods, world, now, advance, ring, minute, taken };
    },
    close: () => door.close(),
  };
}

/** Each run has the world to itself: what one that failed leaves behind would fail every shorter one as well. */
async function emptyBooks(world: World): Promise<void> {
  const meddler = new pg.Client({ connectionString: world.databaseUrl });
  await meddler.connect();
  // Rows are never deleted; only who silences the triggers may.
  await meddler.query('SET session_replication_role = replica');
  const { rows } = await meddler.query<{ tables: string }>(
    `SELECT string_agg(quote_ident(tablename), ', ') AS tables FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations', 'signing_keys')`,
  );
  await insist(() => meddler.query(`TRUNCATE ${rows[0]?.tables ?? ''}; DELETE FROM graphile_worker._private_jobs`));
  await meddler.end();
}

const DEADLOCK = '40P01';

/** What a killed process had begun may still be ending in the database, and holds a table or two until it has. */
async function insist(empty: () => Promise<unknown>, times = 5): Promise<void> {
  await empty().catch((error: unknown) => {
    if (times > 1 && error instanceof pg.DatabaseError && error.code === DEADLOCK) return insist(empty, times - 1);
    throw error;
  });
}

function mandated(customer: string, paymentMethod: string) {
  const online = { ip_address: '192.0.2.7', user_agent: 'a browser' };
  return {
    customer,
    payment_method: paymentMethod,
    confirm: true,
    return_url: 'http://localhost:3000/payment-methods',
    mandate_data: { customer_acceptance: { type: 'online' as const, online } },
  };
}
