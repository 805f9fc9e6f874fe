import { addressOnFile } from '~/domain/customers/address-on-file.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { methodName } from '~/domain/payment-methods/method-words';
import { chargesPlannedEmail, plannedChargesCancelledEmail, type PlannedChargesFacts } from '~/emails/planned-charges';
import { getConfig } from '~/lib/config.server';
import type { CalendarDate } from '~/lib/dates';
import { db, transaction, type Tx } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';
import { plannedMailKey } from './planned-mail-key';
import { readPlannedLines, type PlannedLine } from './read-planned-lines.server';

/** So many invoices, and so many days, are listed. */
const LISTED = 20;

type Told = Jobs['send-planned-mail'] & { now: Date };

/**
 * Tells a customer what a batch will charge on days to come: all of it in one mail; or that it was cancelled, if that was
 * told. Safe to repeat: each is told once. The batch's row is held until the mail is kept, so that whoever cancels it comes
 * before, and nothing is announced any more, or finds the mail.
 */
export async function sendPlannedMail({ batchId, customerId, about, now }: Told): Promise<void> {
  const batch = await findBatch(batchId, customerId);
  if (!batch) return;
  const { vendorId } = batch;
  const of = { vendorId, batchId, customerId };
  const [to, language] = await Promise.all([addressOnFile(of), languageOf(of)]);
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM batch_payments WHERE vendor_id = ${vendorId}::uuid AND id = ${batchId}::uuid FOR SHARE`;
    if (about === 'cancelled' && !(await wasTold(tx, of))) return;
    const lines = await readPlannedLines(tx, of, about);
    if (lines.length === 0) return;
    if (!to) return log.warn({ batchId, customerId, about }, 'nobody to tell of the charges of a batch');
    const facts = factsOf(batch, lines, language);
    const mail = await (about === 'planned' ? chargesPlannedEmail(facts) : plannedChargesCancelledEmail(facts));
    const kind = about === 'planned' ? 'charge-scheduled' : 'charge-cancelled';
    const dedupeKey = plannedMailKey(about, of);
    const days = lines.map(({ invoiceId, runOn }) => [invoiceId, runOn] as const);
    const tells = about === 'planned' ? { tells: Object.fromEntries(days) } : {};
    await queueMail(tx, { ...mail, ...tells, dedupeKey, kind, vendorId, customerId, to, oneOfMany: true, now });
  });
}

type Batch = { vendorId: string; vendorName: string; vendorEmail: string; customerName: string };

async function findBatch(batchId: string, customerId: string): Promise<Batch | null> {
  // all vendors: the ids come from a job that was queued with the batch's own change.
  const [batch] = await db.$queryRaw<Batch[]>`
    SELECT b.vendor_id AS "vendorId", v.name AS "vendorName", v.email AS "vendorEmail", k.name AS "customerName"
    FROM batch_payments b JOIN vendors v ON v.id = b.vendor_id JOIN customers k ON k.vendor_id = b.vendor_id AND k.id = ${customerId}::uuid
    WHERE b.id = ${batchId}::uuid -- all vendors: as above`;
  return batch ?? null;
}

/** Whether the customer was told of what the batch was to charge. */
async function wasTold(tx: Tx, of: { vendorId: string; batchId: string; customerId: string }): Promise<boolean> {
  const dedupeKey = plannedMailKey('planned', of);
  return (await tx.outgoingMail.count({ where: { vendorId: of.vendorId, dedupeKey } })) > 0;
}

function factsOf(batch: Batch, lines: readonly PlannedLine[], language: Language): PlannedChargesFacts {
  const formats = formatsOf(language);
  const days = [...new Set(lines.map(({ runOn }) => runOn))];
  const on = (day: CalendarDate) => formats.date(day);
  return {
    language,
    vendorName: batch.vendorName,
    vendorEmail: batch.vendorEmail,
    customerName: batch.customerName,
    amounts: amountsIn(lines, language),
    days: days.slice(0, LISTED).map((day) => ({
      on: on(day),
      amounts: amountsIn(
        lines.filter(({ runOn }) => runOn === day),
        language,
      ),
    })),
    moreDays: Math.max(0, days.length - LISTED),
    methods: methodsOf(lines, language),
    debit: lines.some(({ method }) => method !== null && method.kind !== 'card'),
    invoices: lines.slice(0, LISTED).map(({ number, amountMinor, currency, runOn }) => ({
      number,
      amount: formats.money(amountMinor, currency),
      on: on(runOn),
    })),
    moreInvoices: Math.max(0, lines.length - LISTED),
    invoicesUrl: new URL(paths.invoices, getConfig().APP_URL).href,
  };
}

/** What they come to, in each currency. */
function amountsIn(lines: readonly PlannedLine[], language: Language): string[] {
  const sums = new Map<Currency, bigint>();
  for (const { currency, amountMinor } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return [...sums].map(([currency, minor]) => formatsOf(language).money(minor, currency));
}

function methodsOf(lines: readonly PlannedLine[], language: Language): PlannedChargesFacts['methods'] {
  const methods = new Map<Currency, { kind: MethodKind; brand: string; last4: string }>();
  for (const { currency, method } of lines) if (method) methods.set(currency, method);
  return [...methods].map(([currency, method]) => ({ currency, method: methodName(method, language) }));
}
