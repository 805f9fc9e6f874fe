import type { Tx } from './db.server';

/** Every job there is and what it is told. Payloads name rows; they never carry secrets or amounts. */
export type Jobs = {
  'sync-payment': { paymentId: string };
  'apply-gateway-event': { eventId: string };
  'send-receipt': { receiptId: string };
  'send-dispute-mails': { disputeId: string; about: 'opened' | 'withdrawn' | 'resolved' };
  'send-refund-document': { refundDocumentId: string };
  'tell-of-dispute': { disputeId: string };
  'send-debit-mail': { paymentId: string; about: 'on-its-way' | 'verify' | 'failed' };
  'send-mail': { mailId: string };
  'send-sign-in': { requestId: string; sealed: string };
  'reconcile-recent': Record<string, never>;
  'reconcile-day': Record<string, never>;
  'reconcile-refunds': Record<string, never>;
  'reconcile-reversals': Record<string, never>;
  'purge-expired': Record<string, never>;
};
export type JobName = keyof Jobs;

export type EnqueueOptions = {
  /** One waiting job per key: a second enqueue replaces the first. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Jobs of one queue run one after the other, whoever works; without one they run side by side. */
  queue?: string;
};

/** Puts a job on the queue with the caller's transaction: it exists exactly if the change does. */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${name}, ${JSON.stringify(payload)}::json,
      run_at => ${options.runAt ?? null}::timestamptz,
      job_key => ${options.key ?? null}::text,
      queue_name => ${options.queue ?? null}::text,
      max_attempts => ${options.maxAttempts ?? 25}::int)`;
}
