import type { Actor, ContactActor } from '~/auth/actor';

/** By which way a payment came about. `outside`: the money was received without us. */
export type PaymentChannel = 'portal' | 'scheduled' | 'autopay' | 'outside';

/**
 * The product, paying for the contact who agreed to it beforehand: nobody is there to be asked anything. The scheduled
 * charge it names is the agreement, and the database takes no payment of it but the one that the charge expects.
 */
export type StandingPayer = {
  kind: 'standing';
  channel: 'scheduled' | 'autopay';
  chargeId: string;
  vendorId: string;
  customerId: string;
  /** Who agreed. */
  contactId: string;
};

/** For whom a payment is started: a contact who is there, or one who agreed before. */
export type Payer = ContactActor | StandingPayer;

export function channelOf(payer: Payer): PaymentChannel {
  return payer.kind === 'standing' ? payer.channel : 'portal';
}

/** In whose name it stands in the audit log. */
export function actorOf(payer: Payer): Actor {
  return payer.kind === 'standing' ? { kind: 'system', name: `${payer.channel} charge` } : payer;
}
