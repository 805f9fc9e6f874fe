import { sql, type Prisma, type Tx } from './db.server';

/** Every job there is and what it is told. Payloads name rows; they never carry secrets or amounts. */
export type Jobs = {
  'sync-payment': { paymentId: string };
  'apply-gateway-event': { eventId: string };
  'send-receipt': { receiptId: string };
  'send-dispute-mails': { disputeId: string; about: 'opened' | 'withdrawn' | 'resolved' };
  'send-refund-document': { refundDocumentId: string };
  'send-credit-note': { creditNoteId: string };
  'tell-of-dispute': { disputeId: string };
  'tell-of-failed-refund': { refundId: string };
  'send-debit-mail': { paymentId: string; about: 'on-its-way' | 'verify' | 'failed' };
  'advance-charge': { chargeId: string };
  'plan-autopay': { autopayId: string };
  'send-charge-mail': {
    chargeId: string;
    about: 'scheduled' | 'changed' | 'cancelled' | 'failed' | 'moved';
    mark: string;
    was?: string;
  };
  'send-autopay-mail': { autopayId: string; about: 'on' | 'ended' };
  'look-after-batches': Record<string, never>;
  'mail-batch-links': { batchId: string };
  'tell-customers': { batchId: string; about: 'planned' | 'cancelled' };
  'send-planned-mail': { batchId: string; customerId: string; about: 'planned' | 'cancelled' };
  'send-moved-mail': { batchId: string; invoiceId: string; was: string; mark: string };
  'send-batch-mail': { batchId: string; about: 'charged' | 'ended' };
  'send-payment-link': { linkId: string; mark: string; contactId?: string | null };
  'send-mail': { mailId: string };
  'send-sign-in': { requestId: string; sealed: string };
  'reconcile-recent': Record<string, never>;
  'look-after-charges': Record<string, never>;
  'reconcile-day': Record<string, never>;
  'reconcile-refunds': Record<string, never>;
  'reconcile-reversals': Record<string, never>;
  'purge-expired': Record<string, never>;
  'add-up-tallies': Record<string, never>;
};
export type JobName = keyof Jobs;

export type EnqueueOptions = {
  /** One waiting job per key: a second enqueue replaces the first. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Jobs of one queue run one after the other, whoever works; without one they run side by side. */
  queue?: string;
  priority?: Priority;
};

/** What is done first when much waits: somebody sits before the screen; money; what may as well arrive a minute later; what comes by the thousand. */
const PRIORITIES = { person: -2, money: -1, later: 0, last: 1 };
type Priority = keyof typeof PRIORITIES;

const PRIORITY_OF: Partial<Record<JobName, Priority>> = {
  'send-sign-in': 'person',
  'apply-gateway-event': 'money',
  'sync-payment': 'money',
  'send-planned-mail': 'last',
};

const MAX_ATTEMPTS = 25;

/** SQL: the call that puts a job on the queue, for a statement whose change it belongs to. */
export function addJob<Name extends JobName>(
  name: Name,
  payload: Jobs[Name],
  options: EnqueueOptions = {},
): Prisma.Sql {
  const { key = null, runAt = null, queue = null, maxAttempts = MAX_ATTEMPTS } = options;
  const priority = options.priority ?? PRIORITY_OF[name] ?? 'later';
  return sql`graphile_worker.add_job(
    ${name}, ${JSON.stringify(payload)}::json, run_at => ${runAt}::timestamptz, job_key => ${key}::text,
    queue_name => ${queue}::text, max_attempts => ${maxAttempts}::int, priority => ${PRIORITIES[priority]}::int)`;
}

/** SQL: one job for each row of `from`, in one call; payload, key, queue and flags are made of its columns. */
export function addJobs(
  name: JobName,
  from: Prisma.Sql,
  payload: Prisma.Sql,
  {
    key = sql`NULL`,
    queue = sql`NULL`,
    flags = sql`NULL`,
  }: Partial<Record<'key' | 'queue' | 'flags', Prisma.Sql>> = {},
): Prisma.Sql {
  const priority = PRIORITIES[PRIORITY_OF[name] ?? 'later'];
  return sql`
    SELECT graphile_worker.add_jobs(array_agg(
      ROW(${name}, ${payload}, ${queue}, NULL, ${MAX_ATTEMPTS}, ${key}, ${priority}, ${flags})::graphile_worker.job_spec))
    FROM ${from} HAVING count(*) > 0`;
}

/** Puts a job on the queue with the caller's transaction: it exists exactly if the change does. */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: Jobs[Name],
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT ${addJob(name, payload, options)}`;
}

/** The queue of what may wait while charges of batches are being made (the worker says when): thousands come at once. */
export const LATE = 'late';

/** The same for many jobs of one name, each with its own key, in one statement. Those that are late have a queue of their own. */
export async function enqueueEach<Name extends JobName>(
  tx: Tx,
  name: Name,
  jobs: readonly { payload: Jobs[Name]; key: string; late: boolean }[],
): Promise<void> {
  const from = sql`unnest(${jobs.map(({ payload }) => JSON.stringify(payload))}::text[], ${jobs.map(({ key }) => key)}::text[],
    ${jobs.map(({ late }) => late)}::bool[]) AS j (payload, key, late)`;
  const [queue, flags] = [sql`CASE WHEN j.late THEN ${LATE} END`, sql`CASE WHEN j.late THEN ARRAY[${LATE}] END`];
  await tx.$executeRaw(addJobs(name, from, sql`j.payload::json`, { key: sql`j.key`, queue, flags }));
}
