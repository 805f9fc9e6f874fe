import type { Actor, ContactActor, LinkActor, StaffActor } from '~/auth/actor';
import type { CreditUse } from '~/domain/credits/credit-use';
import type { FeeRule } from '~/domain/fees/fee';

/** By which way a payment came about. `outside`: the money was received without us. */
export type PaymentChannel = 'portal' | 'link' | 'staff' | 'batch' | 'scheduled' | 'autopay' | 'outside';

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
  /** Who agreed; null where staff did. */
  contactId: string | null;
  /** The most that a fee may add: what was agreed with the charge. */
  agreedFeeMinor: bigint;
};

/**
 * Staff who charge a method on file: the customer is not there to be asked anything, nor to be shown a fee. Whether they
 * may was asked at the door.
 */
export type StaffPayer = {
  kind: 'staff';
  staffId: string;
  role: StaffActor['role'];
  vendorId: string;
  customerId: string;
} & ({ channel: 'staff' } | ({ channel: 'batch' } & BatchLease));

/** The charge of a batch, as the worker holds it that makes it: the database takes no payment of it from anybody else. */
export type BatchLease = { batchId: string; fence: number };

/** For whom a payment is started: somebody who is there, or one who agreed before, or staff. */
export type Payer = ContactActor | LinkActor | StandingPayer | StaffPayer;

/** Somebody of the customer who looks at the page: they choose, are shown a fee, and may be sent to their bank. */
export function isThere(payer: Payer): payer is ContactActor | LinkActor {
  return payer.kind === 'contact' || payer.kind === 'link';
}

export function channelOf(payer: Payer): PaymentChannel {
  if (payer.kind === 'contact') return 'portal';
  return payer.kind === 'link' ? 'link' : payer.channel;
}

/** Of whoever charges for a batch. */
export function leaseOf(payer: Payer): BatchLease | null {
  return payer.kind === 'staff' && payer.channel === 'batch' ? payer : null;
}

export function contactOf(payer: Payer): string | null {
  return payer.kind === 'contact' || payer.kind === 'standing' ? payer.contactId : null;
}

/** Whether credit on account is used: where that is the customer's choice, whoever holds a link cannot make it for them. */
export function creditUseOf(payer: Payer, use: CreditUse): CreditUse {
  return payer.kind === 'link' && use === 'choice' ? 'never' : use;
}

/** What a vendor passes on to this payer: to one who is not there, never more than they agreed to. */
export function rulesFor(payer: Payer, rules: FeeRule[]): FeeRule[] {
  if (isThere(payer)) return rules;
  const most = payer.kind === 'standing' ? payer.agreedFeeMinor : 0n;
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
