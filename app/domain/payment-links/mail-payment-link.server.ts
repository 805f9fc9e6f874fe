import { addressOfPayer, addressOnFile } from '~/domain/customers/address-on-file.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { payable } from '~/domain/invoices/payable.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { payableTotals } from '~/domain/payments/payable-totals.server';
import { methodRequestEmail, paymentLinkEmail } from '~/emails/payment-link';
import type { RenderedEmail } from '~/emails/render-email';
import { randomToken } from '~/lib/crypto.server';
import type { CalendarDate } from '~/lib/dates';
import { db, Prisma, transaction, type Tx } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { keepTokens, linkUrl } from './link-token.server';
import { lastDayOf, whyEnded, type LinkCovers } from './payment-link';
import { idsOf } from './review-link.server';

/** The mark of a mail that is sent because a bank wants its customer to confirm what a batch charged. */
export const BANK_ASKED = 'batch';

const INVOICES_IN_MAIL = 20;

type Sending = {
  /** Makes each sending one of its own: the same mark again sends nothing more. */
  mark: string;
  /** Somebody waits for it. */
  hurry?: boolean;
};

/** Puts the mail of each link on its way with the caller's transaction: to the address on file of its customer. */
export function queueLinkMails(
  tx: Tx,
  { linkIds, ...sending }: Sending & { linkIds: readonly string[] },
): Promise<void> {
  return queueLinkMailsTo(tx, { mails: linkIds.map((linkId) => ({ linkId, contactId: null })), ...sending });
}

/** One mail: to somebody who pays there, or to the address on file. */
export type LinkMail = { linkId: string; contactId: string | null };

/** The same to chosen contacts, each with a copy of their own. One statement for any number of them. */
export async function queueLinkMailsTo(
  tx: Tx,
  { mails, mark, hurry = false }: Sending & { mails: readonly LinkMail[] },
): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job('send-payment-link', json_build_object('linkId', l.id, 'mark', ${mark}::text, 'contactId', l.contact_id),
      job_key => concat_ws(':', 'send-payment-link', l.id, ${mark}::text, l.contact_id), priority => ${hurry ? -2 : 0}::int)
    FROM unnest(${mails.map(({ linkId }) => linkId)}::uuid[], ${mails.map(({ contactId }) => contactId)}::uuid[]) AS l (id, contact_id)`;
}

/**
 * Writes the mail of one link, with a copy of its own. Safe to repeat: a mark has one mail to each contact. Not sent where the link has
 * ended meanwhile, nothing of it is owed any more, or there is nobody to write to; the log says which.
 */
export async function sendPaymentLink({
  linkId,
  mark,
  contactId = null,
  now,
}: {
  linkId: string;
  mark: string;
  contactId?: string | null;
  now: Date;
}): Promise<void> {
  const link = await readLink(linkId);
  if (!link) return log.error({ linkId }, 'there is no such payment link to send');
  const { vendorId, customerId } = link;
  const token = randomToken();
  const [to, mail] = await Promise.all([
    contactId === null ? addressOnFile(link) : addressOfPayer(link, contactId),
    compose(link, { url: linkUrl(token), bankAsked: mark === BANK_ASKED }),
  ]);
  const ended = link.usedAt === null ? whyEnded(link, now) : 'used';
  if (to === null || mail === null || ended !== null) {
    const reason = ended ?? (mail === null ? 'nothing is owed' : 'nobody to write to');
    return log.warn({ linkId, vendorId, reason }, 'a payment link was not mailed');
  }
  const dedupeKey = ['payment-link', linkId, mark, ...(contactId === null ? [] : [contactId])].join(':');
  await transaction(async (tx) => {
    if (await tx.outgoingMail.findFirst({ where: { vendorId, dedupeKey }, select: { id: true } })) return;
    const kind = 'payment-link';
    await queueMail(tx, { ...mail, dedupeKey, kind, vendorId, customerId, to, secret: true, unhurried: true, now });
    await keepTokens(tx, { vendorId, tokens: [{ linkId, customerId, token }], mailKey: dedupeKey, now });
  });
}

/** Null where nothing that could be paid is left. */
async function compose(
  link: MailedLink,
  { url, bankAsked }: { url: string; bankAsked: boolean },
): Promise<RenderedEmail | null> {
  const { vendorName, customerName } = link;
  const language = await languageOf(link);
  const formats = formatsOf(language);
  const until = formats.date(lastDayOf(link.expiresAt, link.timeZone));
  if (link.covers === 'method') return methodRequestEmail({ language, vendorName, customerName, until, saveUrl: url });
  const [totals, invoices] = await Promise.all([payableTotals(link, idsOf(link)), firstInvoices(link)]);
  if (totals.length === 0) return null;
  const count = totals.reduce((sum, total) => sum + total.count, 0);
  return paymentLinkEmail({
    language,
    vendorName,
    customerName,
    amounts: totals.map((total) => formats.money(total.dueMinor, total.currency)),
    invoices: invoices.map(({ number, dueMinor, currency, dueOn }) => ({
      number,
      amount: formats.money(dueMinor, currency),
      dueOn: formats.date(dueOn),
    })),
    moreInvoices: count - invoices.length,
    account: link.covers === 'account',
    bankAsked,
    until,
    payUrl: url,
  });
}

type MailedLink = {
  linkId: string;
  vendorId: string;
  customerId: string;
  covers: LinkCovers;
  invoiceIds: string[];
  expiresAt: Date;
  revokedAt: Date | null;
  usedAt: Date | null;
  vendorName: string;
  customerName: string;
  timeZone: string;
};

async function readLink(linkId: string): Promise<MailedLink | null> {
  const [link] = await db.$queryRaw<MailedLink[]>`
    SELECT l.id AS "linkId", l.vendor_id AS "vendorId", l.customer_id AS "customerId", l.covers, l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt", l.used_at AS "usedAt",
      ARRAY(SELECT i.invoice_id::text FROM payment_link_invoices i WHERE i.vendor_id = l.vendor_id AND i.link_id = l.id) AS "invoiceIds",
      v.name AS "vendorName", v.time_zone AS "timeZone", c.name AS "customerName"
    FROM payment_links l JOIN vendors v ON v.id = l.vendor_id JOIN customers c ON c.vendor_id = l.vendor_id AND c.id = l.customer_id
    WHERE l.id = ${linkId}::uuid -- all vendors: the job names the link`;
  return link ?? null;
}

type MailedInvoice = { number: string; currency: Currency; dueMinor: bigint; dueOn: CalendarDate };

async function firstInvoices(link: MailedLink): Promise<MailedInvoice[]> {
  const ids = idsOf(link);
  const named = ids === 'all' ? Prisma.empty : Prisma.sql`AND i.id = ANY(${ids}::uuid[])`;
  return db.$queryRaw<MailedInvoice[]>`
    SELECT i.number, i.currency, i.due_minor AS "dueMinor", i.due_on::text AS "dueOn" FROM invoices i
    WHERE i.vendor_id = ${link.vendorId}::uuid AND i.customer_id = ${link.customerId}::uuid AND ${payable} ${named}
    ORDER BY i.due_on, i.id LIMIT ${INVOICES_IN_MAIL}::int`;
}
