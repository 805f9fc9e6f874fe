import type Stripe from 'stripe';
import { newId } from '../state/ids';
import type { Task } from '../state/records';
import type { Books, State } from '../state/state';
import { failDebit, settleDebit } from './bank-debits';
import { failRefund, settleRefund } from './refund-charge';
import { endMicrodeposits } from './verify-microdeposits';
import { openDispute, type DisputeWish } from './dispute-charge';
import type { Work } from './work';

/** Does what has fallen due by the sandbox's clock; each task and what it did are one line of the journal. */
export function runDueTasks(state: State, workOn: (books: Books) => Work, log: (line: string) => void): void {
  for (const books of state.allBooks()) {
    const due = [...books.task.values()].filter((task) => task.dueAt <= state.now());
    for (const task of due) {
      const work = workOn(books);
      state.delete(books, 'task', task.id);
      try {
        ACTIONS[task.action](work, task);
      } catch (error) {
        // The world may have moved on (a charge refunded meanwhile); nobody waits for an answer here.
        log(`${task.action} on ${task.target} was not possible: ${String(error)}`);
      }
      state.commit();
    }
  }
}

/** When the next one falls due, in milliseconds from now; null without any. */
export function untilNextTask(state: State): number | null {
  let next: number | null = null;
  for (const books of state.allBooks()) {
    for (const { dueAt } of books.task.values()) next = Math.min(next ?? dueAt, dueAt);
  }
  return next === null ? null : Math.max(0, next * 1000 - state.nowMs());
}

const ACTIONS: Record<Task['action'], (work: Work, task: Task) => void> = {
  'open-dispute': (work, task) =>
    openDispute(work, work.books.charge.get(task.target)!, JSON.parse(task.detail) as DisputeWish),
  'settle-debit': (work, task) => settleDebit(work, work.books.charge.get(task.target)!),
  'fail-debit': (work, task) => failDebit(work, work.books.charge.get(task.target)!, task.detail),
  'end-microdeposits': (work, task) => endMicrodeposits(work, task.target, task.detail),
  'settle-refund': (work, task) => settleRefund(work, work.books.refund.get(task.target)!),
  'fail-refund': (work, task) => failRefund(work, work.books.refund.get(task.target)!),
  'warn-of-fraud'(work, task) {
    const charge = work.books.charge.get(task.target)!;
    work.emit('radar.early_fraud_warning.created', {
      id: newId('issfr'),
      object: 'radar.early_fraud_warning',
      actionable: true,
      charge: charge.id,
      created: work.now,
      fraud_type: 'made_with_stolen_card',
      livemode: false,
      payment_intent: charge.payment_intent as string,
    } satisfies Stripe.Radar.EarlyFraudWarning);
  },
};
