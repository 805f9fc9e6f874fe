import { findReader } from '~/domain/customers/find-reader.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { refundFailedEmail } from '~/emails/refund-failed';
import { getConfig } from '~/lib/config.server';
import { dateIn } from '~/lib/dates';
import { db, transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';

type Facts = {
  vendorId: string;
  customerId: string;
  paymentId: string;
  currency: Currency;
  amountMinor: bigint;
  succeededAt: Date;
  failedAt: Date;
  number: string;
  vendorName: string;
  vendorEmail: string;
  timeZone: string;
  customerName: string;
  restoredMinor: bigint;
  creditedMinor: bigint;
};

/**
 * Tells the customer and the vendor's staff that a refund they had been told of came back after all. Safe to repeat:
 * one mail to each of them for ever. One that failed before anybody was told of it is no news.
 */
export async function tellOfFailedRefund({ refundId, now }: { refundId: string; now: Date }): Promise<void> {
  const facts = await readFacts(refundId);
  if (!facts) return log.error({ refundId }, 'no refund that succeeded and then failed');
  const { vendorId, customerId } = facts;
  const reader = await findReader(facts);
  if (!reader) log.warn({ refundId, vendorId }, 'nobody to tell of a refund that failed');
  for (const to of ['staff', 'customer'] as const) {
    const address = to === 'staff' ? facts.vendorEmail : reader;
    if (!address) continue;
    const mail = await compose(facts, to, to === 'staff' ? 'en' : await languageOf(facts));
    const dedupeKey = `refund-failed:${refundId}:${to}`;
    await transaction((tx) =>
      queueMail(tx, { ...mail, dedupeKey, kind: 'refund-failed', vendorId, customerId, to: address, now }),
    );
  }
}

async function readFacts(refundId: string): Promise<Facts | null> {
  const [facts] = await db.$queryRaw<Facts[]>`
    SELECT r.vendor_id AS "vendorId", r.customer_id AS "customerId", r.payment_id AS "paymentId", r.currency, r.amount_minor AS "amountMinor",
      r.succeeded_at AS "succeededAt", r.failed_at AS "failedAt", d.number, v.name AS "vendorName", v.email AS "vendorEmail", v.time_zone AS "timeZone",
      c.name AS "customerName", b.restored AS "restoredMinor", b.credited AS "creditedMinor"
    FROM refunds r JOIN refund_documents d ON d.vendor_id = r.vendor_id AND d.refund_id = r.id
    JOIN vendors v ON v.id = r.vendor_id JOIN customers c ON c.vendor_id = r.vendor_id AND c.id = r.customer_id,
      LATERAL (SELECT coalesce(sum(b.restored_minor), 0)::bigint AS restored, coalesce(sum(b.credited_minor), 0)::bigint AS credited
        FROM refund_returns b WHERE b.vendor_id = r.vendor_id AND b.refund_id = r.id) b
    WHERE r.id = ${refundId}::uuid AND r.failed_at IS NOT NULL -- all vendors: the id comes from a job queued with the refund's own change`;
  return facts ?? null;
}

function compose(facts: Facts, to: 'customer' | 'staff', language: Language) {
  const formats = formatsOf(language);
  const day = (instant: Date) => formats.date(dateIn(facts.timeZone, instant));
  const money = (minor: bigint) => formats.money(minor, facts.currency);
  return refundFailedEmail({
    to,
    language,
    vendorName: facts.vendorName,
    vendorEmail: facts.vendorEmail,
    customerName: facts.customerName,
    number: facts.number,
    total: money(facts.amountMinor),
    refundedOn: day(facts.succeededAt),
    failedOn: day(facts.failedAt),
    settledAgain: facts.restoredMinor > 0n ? money(facts.restoredMinor) : null,
    kept: facts.creditedMinor > 0n ? money(facts.creditedMinor) : null,
    url: new URL(paths.payment(facts.paymentId), getConfig().APP_URL).href,
  });
}
