import { queueMail } from '~/domain/mail/queue-mail.server';
import { findReader } from '~/domain/customers/find-reader.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { refundEmail } from '~/emails/refund';
import { getConfig } from '~/lib/config.server';
import { transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import { paths } from '~/lib/paths';
import { besidesInvoices, refundedTo } from './refund-words';
import { loadRefundDocument, type LoadedRefundDocument } from './load-refund-document.server';

/** So many invoices stand in the mail itself; all of them stand on the document. */
const INVOICES_IN_MAIL = 20;

/** Mails the refund document to the one who paid, or, if that one is gone, to the customer's first payer. Safe to repeat: one mail for ever. */
export async function sendRefundDocument(input: { refundDocumentId: string; now: Date }): Promise<void> {
  const { refundDocumentId, now } = input;
  const document = await loadRefundDocument(refundDocumentId, {});
  if (!document) return log.error({ refundDocumentId }, 'there is no such refund document to send');
  const to = await findReader(document);
  const { vendorId, customerId } = document;
  if (!to) return log.warn({ refundDocumentId, vendorId }, 'nobody to send the refund document to');
  const mail = await compose(document, await languageOf(document));
  const dedupeKey = `refund-document:${refundDocumentId}`;
  await transaction((tx) =>
    queueMail(tx, { ...mail, dedupeKey, kind: 'refund', vendorId, customerId, to, refundDocumentId, now }),
  );
}

function compose({ id, snapshot }: LoadedRefundDocument, language: Language) {
  const formats = formatsOf(language);
  const money = (minor: string | bigint) => formats.money(BigInt(minor), snapshot.currency);
  const listed = snapshot.invoices.slice(0, INVOICES_IN_MAIL);
  return refundEmail({
    language,
    vendorName: snapshot.vendor.name,
    number: snapshot.number,
    total: money(snapshot.totalMinor),
    refundedOn: formats.date(snapshot.refunded.on),
    method: refundedTo(snapshot, language),
    reason: snapshot.reason,
    receiptNumber: snapshot.receiptNumber,
    outside: snapshot.method.kind === 'outside',
    invoices: listed.map((invoice) => ({ number: invoice.number, refunded: money(invoice.refundedMinor) })),
    moreInvoices: snapshot.invoices.length - listed.length,
    besides: besidesInvoices(snapshot, language).map(({ label, amountMinor }) => ({
      label,
      amount: money(amountMinor),
    })),
    url: new URL(paths.refund(id), getConfig().APP_URL).href,
  });
}
