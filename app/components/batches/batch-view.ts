import {
  amountsOf,
  countOf,
  isOver,
  type Batch,
  type BatchState,
  type ItemOutcome,
} from '~/domain/batch-payments/batch-payment';
import { STATE_WORDS } from '~/domain/batch-payments/batch-words';
import type { Tone } from '~/components/ui/tag';
import { countText } from '~/domain/invoices/invoice-count';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';

const STATE_TONES: Record<BatchState, Tone> = {
  scheduled: 'neutral',
  processing: 'blue',
  completed: 'green',
  'completed-with-failures': 'amber',
  cancelled: 'neutral',
};

/** What is said of a batch beside its name. One that waits for days to come is scheduled, also where some is charged already. */
export function stateTag({ state, runWhen, nextOn }: Pick<Batch, 'state' | 'runWhen' | 'nextOn'>): {
  tone: Tone;
  words: string;
} {
  // The one date of all is named with the batch.
  if (nextOn === null || runWhen === 'date') return { tone: STATE_TONES[state], words: STATE_WORDS[state] };
  return { tone: STATE_TONES.scheduled, words: `${STATE_WORDS.scheduled}, next on ${formatDate(nextOn)}` };
}

export const OUTCOME_TAGS: Record<ItemOutcome, { tone: Tone; words: string }> = {
  waiting: { tone: 'neutral', words: 'Waiting' },
  'at-bank': { tone: 'blue', words: 'Processing at the bank' },
  succeeded: { tone: 'green', words: 'Paid' },
  failed: { tone: 'red', words: 'Failed' },
  skipped: { tone: 'amber', words: 'Skipped' },
};

/** The tabs of a batch's page, and what their addresses call them. */
export const TABS: readonly { tab: string; label: string; outcome: ItemOutcome | null }[] = [
  { tab: 'all', label: 'All', outcome: null },
  { tab: 'failed', label: 'Failed', outcome: 'failed' },
  { tab: 'skipped', label: 'Skipped', outcome: 'skipped' },
  { tab: 'at-bank', label: 'At the bank', outcome: 'at-bank' },
  { tab: 'succeeded', label: 'Succeeded', outcome: 'succeeded' },
  { tab: 'waiting', label: 'Waiting', outcome: 'waiting' },
];

/** "$301,480.00, €1,200.00": each currency by itself, never summed. */
export function moneyOf(batch: Pick<Batch, 'totals'>, ...outcomes: ItemOutcome[]): string[] {
  return amountsOf(batch, ...outcomes).map(({ amountMinor, currency }) => formatMoney(amountMinor, currency));
}

const FEW = 10;

/** How long the rest will take at the pace so far; null while nobody can say. */
export function timeLeft(batch: Batch, now: Date): string | null {
  const [waiting, done] = [countOf(batch, 'waiting'), countOf(batch, 'succeeded', 'failed', 'at-bank')];
  if (isOver(batch.state) || batch.runWhen === 'due-dates' || batch.beganAt === null || waiting === 0 || done < FEW)
    return null;
  const seconds = Math.ceil(((now.getTime() - batch.beganAt.getTime()) / 1_000 / done) * waiting);
  if (seconds < 60) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s left`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.floor((seconds % 60) / 10) * 10;
  return minutes < 10 && rest > 0 ? `about ${minutes} min ${rest} s left` : `about ${countText(minutes)} min left`;
}
