import { findReader } from '~/domain/customers/find-reader.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { receiptEmail } from '~/emails/receipt';
import { getConfig } from '~/lib/config.server';
import { transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { log } from '~/lib/log.server';
import { paths } from '~/lib/paths';
import { loadReceipt, type LoadedReceipt } from './load-receipt.server';
import { besidesInvoices, methodWords } from './receipt-words';

/** So many invoices stand in the mail itself; all of them stand on the receipt. */
const INVOICES_IN_MAIL = 20;

/**
 * Mails the receipt to the contact who paid, or, if that one is gone, to the customer's first payer. Safe to
 * repeat: a receipt has one mail for ever (its dedupe key), whoever asks how often (I19). Where nobody is
 * left to write to, nothing is sent and the log says so; the receipt stands in the portal all the same.
 */
export async function sendReceipt({ receiptId, now }: { receiptId: string; now: Date }): Promise<void> {
  const receipt = await loadReceipt(receiptId, {});
  if (!receipt) return log.error({ receiptId }, 'there is no such receipt to send');
  const to = await findReader(receipt);
  if (!to) return log.warn({ receiptId, vendorId: receipt.vendorId }, 'nobody to send the receipt to');
  const mail = await compose(receipt, await languageOf(receipt));
  const { vendorId, customerId } = receipt;
  await transaction((tx) =>
    queueMail(tx, {
      ...mail,
      dedupeKey: `receipt:${receiptId}`,
      kind: 'receipt',
      vendorId,
      customerId,
      to,
      receiptId,
      now,
    }),
  );
}

function compose({ id, snapshot }: LoadedReceipt, language: Language) {
  const formats = formatsOf(language);
  const money = (minor: string | bigint) => formats.money(BigInt(minor), snapshot.currency);
  const used = BigInt(snapshot.creditUsedMinor);
  const listed = snapshot.invoices.slice(0, INVOICES_IN_MAIL);
  return receiptEmail({
    language,
    vendorName: snapshot.vendor.name,
    customerName: snapshot.payer.name,
    receiptNumber: snapshot.number,
    total: money(snapshot.totalMinor),
    credit: used === 0n ? null : { amount: money(used), all: BigInt(snapshot.totalMinor) === 0n },
    paidOn: formats.date(snapshot.paid.on),
    method: methodWords(snapshot.method, language),
    invoices: listed.map((invoice) => ({ number: invoice.number, applied: money(invoice.appliedMinor) })),
    moreInvoices: snapshot.invoices.length - listed.length,
    besides: besidesInvoices(snapshot, language).map(({ label, amountMinor }) => ({
      label,
      amount: money(amountMinor),
    })),
    receiptUrl: new URL(paths.receipt(id), getConfig().APP_URL).href,
  });
}
