import { addressOnFile } from '~/domain/customers/address-on-file.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { creditNoteEmail } from '~/emails/credit-note';
import { getConfig } from '~/lib/config.server';
import { transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import { paths } from '~/lib/paths';
import { loadCreditNote, type LoadedCreditNote } from './load-credit-note.server';

/** Mails a credit note, with its document, to the customer's first payer. Safe to repeat: one mail for ever. */
export async function sendCreditNote({ creditNoteId, now }: { creditNoteId: string; now: Date }): Promise<void> {
  const note = await loadCreditNote(creditNoteId, {});
  if (!note) return log.error({ creditNoteId }, 'there is no document of such a credit note to send');
  const { vendorId, customerId } = note;
  const to = await addressOnFile(note);
  if (!to) return log.warn({ creditNoteId, vendorId }, 'nobody to send the credit note to');
  const mail = await compose(note, await languageOf(note));
  const dedupeKey = `credit-note:${creditNoteId}`;
  await transaction((tx) =>
    queueMail(tx, { ...mail, dedupeKey, kind: 'credit-note', vendorId, customerId, to, creditNoteId, now }),
  );
}

function compose({ id, invoiceId, snapshot }: LoadedCreditNote, language: Language) {
  const { vendor, customer, invoice } = snapshot;
  const formats = formatsOf(language);
  const money = (minor: string) => formats.money(BigInt(minor), snapshot.currency);
  const page = (path: string) => new URL(path, getConfig().APP_URL).href;
  return creditNoteEmail({
    language,
    vendorName: vendor.name,
    customerName: customer.name,
    number: snapshot.number,
    total: money(snapshot.totalMinor),
    issuedOn: formats.date(snapshot.issuedOn),
    reason: snapshot.reason,
    invoice: invoice && {
      number: invoice.number,
      lowered: money(invoice.loweredMinor),
      left: money(invoice.nowOpenMinor),
    },
    kept: BigInt(snapshot.keptMinor) > 0n ? money(snapshot.keptMinor) : null,
    invoiceUrl: invoiceId && page(paths.invoice(invoiceId)),
    documentUrl: page(paths.creditNotePdf(id)),
  });
}
