import { callerOf } from '~/lib/caller';
import type { Limit } from '~/lib/limit';
import { countAgainst, forgetCount, giveBack, type Allowance } from '~/lib/rate-limit.server';

/** Nobody has signed in here, so who tries many cards is stopped sooner (SECURITY S38). */
const TRIES_PER_CALLER: Limit = { name: 'declined-through-links', times: 5, perSeconds: 3600 };
/** A try of which it is not known yet whether it pays, by the id of its payment. */
const OPEN_TRY: Limit = { name: 'undecided-through-links', times: 1, perSeconds: 3600 };

/** Counts a try before anybody is asked for money, so that many at the same moment are not more than one after the other. */
export async function countTry(clientAddress: string): Promise<Allowance> {
  const allowed = await countAgainst(TRIES_PER_CALLER, callerOf(clientAddress));
  if (!allowed.ok) await forgiveTry(clientAddress);
  return allowed;
}

/** The try paid, or came to no card at all: it does not count. */
export async function forgiveTry(clientAddress: string): Promise<void> {
  await giveBack(TRIES_PER_CALLER, callerOf(clientAddress));
}

/** The try counts until it turns out to have paid: one that is given up before the bank was answered tests a card too. */
export async function keepTryOpen(paymentId: string): Promise<void> {
  await countAgainst(OPEN_TRY, paymentId);
}

/** Once for each payment, whoever looks at it how often. */
export async function forgiveOpenTry(paymentId: string, clientAddress: string): Promise<void> {
  if (await forgetCount(OPEN_TRY, paymentId)) await forgiveTry(clientAddress);
}
