import type { Actor, ContactActor } from '~/auth/actor';
import type { FeeRule } from '~/domain/fees/fee';

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
  /** The most that a fee may add: what was agreed with the charge. */
  agreedFeeMinor: bigint;
};

/** For whom a payment is started: a contact who is there, or one who agreed before. */
export type Payer = ContactActor | StandingPayer;

export function channelOf(payer: Payer): PaymentChannel {
  return payer.kind === 'standing' ? payer.channel : 'portal';
}

/** What a vendor passes on to this payer: to one who agreed before, never more than they agreed to. */
export function rulesFor(payer: Payer, rules: FeeRule[]): FeeRule[] {
  if (payer.kind !== 'standing') return rules;
  const most = payer.agreedFeeMinor;
  if (most === 0n) return [];
  return rules.map((rule) => ({
    ...rule,
    capMinor: rule.capMinor !== null && rule.capMinor < most ? rule.capMinor : most,
  }));
}

/** In whose name it stands in the audit log. */
export function actorOf(payer: Payer): Actor {
  return payer.kind === 'standing' ? { kind: 'system', name: `${payer.channel} charge` } : payer;
}
