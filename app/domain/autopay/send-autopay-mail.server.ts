import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { methodName } from '~/domain/payment-methods/method-words';
import { autopayEndedEmail, autopayOnEmail } from '~/emails/autopay';
import { getConfig } from '~/lib/config.server';
import { db, transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import { localeOf } from '~/lib/languages/language';
import { currencyName, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';

type Facts = {
  vendorId: string;
  customerId: string;
  currency: Currency;
  capMinor: bigint;
  noticeDays: number;
  endedAt: Date | null;
  brand: string;
  last4: string;
  customerName: string;
  vendorName: string;
  to: string | null;
};

/** Tells whoever agreed to AutoPay what they agreed to, or that it has ended without their doing. Safe to repeat: each once. */
export async function sendAutopayMail({
  autopayId,
  about,
  now,
}: Jobs['send-autopay-mail'] & { now: Date }): Promise<void> {
  // all vendors: the id comes from a job that was queued with the agreement's own change.
  const [facts] = await db.$queryRaw<Facts[]>`
    SELECT a.vendor_id AS "vendorId", a.customer_id AS "customerId", a.currency, a.cap_minor AS "capMinor", a.notice_days AS "noticeDays", a.ended_at AS "endedAt",
      m.brand, m.last4, cu.name AS "customerName", v.name AS "vendorName",
      (SELECT p.email FROM contacts k JOIN people p ON p.id = k.person_id
       WHERE k.vendor_id = a.vendor_id AND k.customer_id = a.customer_id AND k.removed_at IS NULL AND (k.role = 'payer' OR k.id = a.contact_id)
       ORDER BY (k.id = a.contact_id) DESC, k.created_at, k.id LIMIT 1) AS "to"
    FROM autopays a JOIN vendors v ON v.id = a.vendor_id JOIN customers cu ON cu.vendor_id = a.vendor_id AND cu.id = a.customer_id
    JOIN payment_methods m ON m.vendor_id = a.vendor_id AND m.id = a.method_id
    WHERE a.id = ${autopayId}::uuid -- all vendors: as above`;
  if (!facts?.to || (about === 'on') !== (facts.endedAt === null)) return;
  const { vendorId, customerId, vendorName, customerName, currency, noticeDays, to } = facts;
  const language = await languageOf(facts);
  const mail = await (about === 'on' ? autopayOnEmail : autopayEndedEmail)({
    language,
    vendorName,
    customerName,
    method: methodName(facts, language),
    cap: formatsOf(language).money(facts.capMinor, currency),
    currency: currencyName(currency, localeOf(language)),
    noticeDays,
    autopayUrl: new URL(paths.autopay, getConfig().APP_URL).href,
  });
  await transaction((tx) =>
    queueMail(tx, {
      ...mail,
      dedupeKey: `autopay:${about}:${autopayId}`,
      kind: `autopay-${about}`,
      vendorId,
      customerId,
      to,
      now,
    }),
  );
}
