import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { disputeEmail, type DisputeEmailProps } from '~/emails/invoice-dispute';
import { getConfig } from '~/lib/config.server';
import { db, transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { reasonWords, type DisputeReason } from './invoice-dispute';

type About = DisputeEmailProps['about'];

type DisputeRow = {
  vendorId: string;
  customerId: string;
  invoiceId: string;
  kind: 'question' | 'dispute';
  reason: DisputeReason | null;
  amountMinor: bigint | null;
  currency: Currency;
  message: string;
  note: string | null;
  invoiceNumber: string;
  vendorName: string;
  vendorEmail: string;
  customerName: string;
  customerNumber: string;
  contactName: string;
  contactEmail: string;
  contactIsGone: boolean;
};

/**
 * Tells both sides what was asked, disputed, withdrawn or resolved: the vendor's address and the contact who said
 * it. Safe to repeat: each of these mails goes out once for ever. A contact who has left gets no more mail.
 */
export async function sendDisputeMails(what: { disputeId: string; about: About; now: Date }): Promise<void> {
  const row = await read(what.disputeId);
  if (!row) return log.error({ disputeId: what.disputeId }, 'there is no such dispute to tell of');
  const readers = [
    // Staff resolved it themselves.
    ...(what.about === 'resolved' ? [] : [{ reader: 'vendor' as const, to: row.vendorEmail }]),
    ...(row.contactIsGone ? [] : [{ reader: 'customer' as const, to: row.contactEmail }]),
  ];
  for (const { reader, to } of readers) {
    const language = reader === 'vendor' ? 'en' : await languageOf(row);
    const mail = await disputeEmail(propsFor(row, what.about, { reader, language }));
    await transaction((tx) =>
      queueMail(tx, {
        ...mail,
        dedupeKey: `invoice-dispute:${what.disputeId}:${what.about}:${reader}`,
        kind: 'invoice-dispute',
        vendorId: row.vendorId,
        customerId: row.customerId,
        to,
        now: what.now,
      }),
    );
  }
}

async function read(disputeId: string): Promise<DisputeRow | undefined> {
  const [row] = await db.$queryRaw<DisputeRow[]>`
    SELECT d.vendor_id AS "vendorId", d.customer_id AS "customerId", d.invoice_id AS "invoiceId", d.kind, d.reason, d.amount_minor AS "amountMinor",
           d.currency, d.message, d.note, i.number AS "invoiceNumber", v.name AS "vendorName", v.email AS "vendorEmail", cu.name AS "customerName",
           cu.number AS "customerNumber", person.name AS "contactName", person.email AS "contactEmail", c.removed_at IS NOT NULL AS "contactIsGone"
    FROM invoice_disputes d -- all vendors: the queue names the dispute, whoever's it is
    JOIN invoices i ON i.id = d.invoice_id JOIN vendors v ON v.id = d.vendor_id JOIN customers cu ON cu.id = d.customer_id
    JOIN contacts c ON c.id = d.contact_id JOIN people person ON person.id = c.person_id
    WHERE d.id = ${disputeId}::uuid`;
  return row;
}

function propsFor(
  row: DisputeRow,
  about: About,
  { reader, language }: { reader: DisputeEmailProps['reader']; language: Language },
): DisputeEmailProps {
  return {
    about,
    reader,
    language,
    kind: row.kind,
    vendorName: row.vendorName,
    customer: `${row.customerName} (customer ${row.customerNumber})`,
    contact: `${row.contactName}, ${row.contactEmail}`,
    invoiceNumber: row.invoiceNumber,
    reason: row.reason && reasonWords(row.reason, language),
    amount: row.amountMinor === null ? null : formatsOf(language).money(row.amountMinor, row.currency),
    message: row.message,
    note: row.note,
    invoiceUrl: new URL(paths.invoice(row.invoiceId), getConfig().APP_URL).href,
  };
}
