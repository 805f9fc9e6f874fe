import type { Language } from '~/lib/languages/language';
import { reversals } from './reversal.words';

/** A refund or a dispute as the pages tell of it. */
export type LoadedReversal = {
  id: string;
  kind: 'refund' | 'dispute';
  state: string;
  reason: string;
  amountMinor: bigint;
  at: Date;
  /** When the money came back: the refund failed, or the dispute was won. */
  backAt: Date | null;
  paymentId: string;
  documentId: string | null;
  documentNumber: string | null;
};

/** Reasons of the bank's that mean a debit was returned, not that somebody complained. */
const RETURNED = new Set([
  'insufficient_funds',
  'incorrect_account_details',
  'bank_cannot_process',
  'debit_not_authorized',
]);

/** What happened, in a few words. */
export function reversalWords(
  { kind, state, reason }: Pick<LoadedReversal, 'kind' | 'state' | 'reason'>,
  language: Language = 'en',
): string {
  const say = reversals(language);
  if (kind === 'refund') return say(state === 'pending' ? 'refundOnItsWay' : 'refund');
  if (state.startsWith('warning_')) return say('bankAsked');
  return say(RETURNED.has(reason) ? 'returned' : 'takenBack');
}

/** And what came of it, where the money is back. */
export function backWords({ kind }: Pick<LoadedReversal, 'kind'>, language: Language = 'en'): string {
  return reversals(language)(kind === 'refund' ? 'refundFailed' : 'givenBack');
}

/** Whether money is away: an inquiry takes none. */
export function tookMoney({ kind, state }: Pick<LoadedReversal, 'kind' | 'state'>): boolean {
  return kind === 'refund' || !state.startsWith('warning_');
}

/** What is gone of a payment for good, or for now. */
export function goneMinor(reversals: readonly LoadedReversal[]): bigint {
  return reversals
    .filter((reversal) => tookMoney(reversal) && reversal.backAt === null)
    .reduce((sum, reversal) => sum + reversal.amountMinor, 0n);
}
