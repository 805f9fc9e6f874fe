import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, type Payer } from '~tests/support/payer';
import type { World } from '~tests/support/world';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

export const CARDS = ['pm_card_visa', 'pm_card_chargeCustomerFail', 'pm_card_authenticationRequired'] as const;
export type Card = (typeof CARDS)[number];

/** What a run may go on with: the payments it started, and the forms that started them. */
export type SoakModel = { started: StartPaymentInput[] };

/** One customer whom everything happens to, with a clock that only goes forward. */
export type SoakWorld = {
  payer: Payer;
  cards: Record<Card, { kind: 'saved'; methodId: string }>;
  world: World;
  now: () => Date;
  /** Moves our clock and the gateway's. */
  advance(minutes: number): Promise<void>;
  /** Delivers what the gateway has to say, and does what follows from it. */
  ring(): Promise<void>;
};

/** The gateway keeps one clock for all runs, so we do as well. */
let offsetMs = 0;

export async function openSoak(world: World): Promise<{ enter(): Promise<SoakWorld>; close(): Promise<void> }> {
  const door = await openHookDoor();
  const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
  await world.ctl('POST', '/webhooks', { url: door.url });
  const now = () => new Date(Date.now() + offsetMs);
  const ring = async () => {
    await world.ctl('POST', '/webhooks/release');
    await world.ctl('POST', '/quiesce');
    await drainJobs(now);
  };
  return {
    async enter() {
      const payer = await makePayer();
      await setPartPayments({ vendorId: payer.actor.vendorId, allowed: true, minimums: [] }, { cause: 'soak' });
      const cards = {} as SoakWorld['cards'];
      for (const card of CARDS) cards[card] = await payer.saveCard(card);
      const advance = async (minutes: number) => {
        offsetMs += minutes * 60_000;
        await world.ctl('POST', '/clock', { advanceSeconds: minutes * 60 });
      };
      return { payer, cards, world, now, advance, ring };
    },
    close: () => door.close(),
  };
}

type Charge = { metadata: Record<string, string>; amount: number };

/** What the gateway took, by our payment's id. */
export async function takenThere({ world }: SoakWorld): Promise<Map<string, bigint[]>> {
  const { charges } = (await world.ctl('GET', '/truth')) as { charges: Charge[] };
  const taken = new Map<string, bigint[]>();
  for (const { metadata, amount } of charges) {
    const paymentId = metadata['payment_id'] ?? 'nobody';
    taken.set(paymentId, [...(taken.get(paymentId) ?? []), BigInt(amount)]);
  }
  return taken;
}
