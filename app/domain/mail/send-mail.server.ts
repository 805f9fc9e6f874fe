import { showLogo } from '~/emails/mail-logo';
import { deliver } from '~/gateways/mailer.server';
import type { DeliveryRefusal } from '~/gateways/outgoing-mail';
import { alone } from '~/lib/alone.server';
import { getConfig } from '~/lib/config.server';
import { unseal } from '~/lib/crypto.server';
import { db } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { log } from '~/lib/log.server';
import { paths } from '~/lib/paths';
import { addressByNow } from './out-of-date.server';
import { MAIL_BODY } from './queue-mail.server';

/** Draws a receipt; handed in by the job, so that mail knows nothing of receipts. */
export type RenderReceipt = (which: {
  receiptId: string;
  vendorId?: string;
}) => Promise<{ filename: string; pdf: Buffer }>;

export type RenderRefundDocument = (which: {
  refundDocumentId: string;
  vendorId?: string;
}) => Promise<{ filename: string; pdf: Buffer }>;

export type RenderCreditNote = (which: {
  creditNoteId: string;
  vendorId?: string;
}) => Promise<{ filename: string; pdf: Buffer }>;

type Renderers = {
  renderReceipt: RenderReceipt;
  renderRefundDocument?: RenderRefundDocument;
  renderCreditNote?: RenderCreditNote;
};
type SendMail = Renderers & { mailId: string; now: Date };

/** After this many goes over several days a mail is given up. */
const MAX_ATTEMPTS = 25;
/** A code or link that lives ten minutes is not worth sending later; a payment link lives for weeks. */
const goodForMs = (kind: string) => (kind === 'payment-link' ? 7 * 86_400_000 : 10 * 60_000);

/** The mail server could not take it now; the queue tries again later. */
export class MailNotSentYet extends Error {
  override name = 'MailNotSentYet';
}

/**
 * Sends one queued mail, and marks it. Safe to repeat: a mail that was sent or given up is left alone, and
 * two workers never send the same one at once. If the process dies between the mail server's yes and our
 * note of it, the mail goes out again under the same message-id, by which mail programs know it.
 * A temporary failure throws, for the queue to come back; a definite one is written down as `failed`.
 */
export async function sendMail({ mailId, now, ...renderers }: SendMail): Promise<void> {
  const wasFree = await alone(`send-mail ${mailId}`, async () => {
    const mail = await claim(mailId);
    if (!mail) return;
    if (mail.secret && now.getTime() - mail.createdAt.getTime() > goodForMs(mail.kind)) {
      return giveUp(mailId, 'not sent while its code was still good');
    }
    const to = mail.tells === null ? mail.to : await addressByNow(mail);
    if (to === null) return;
    const sender = await senderOf(mail);
    const { text, html } = mail.secret ? { text: open(mail.text), html: open(mail.html) } : mail;
    const sent = await deliver({
      ...mail,
      to,
      sender,
      text,
      html: sender?.logo ? showLogo(html, { src: sender.logo, name: sender.name }) : html,
      attachments: await attachmentsOf(mail, renderers),
    });
    if (sent.ok) return markSent(mailId, now);
    await handleRefusal(mail, sent.refusal);
  });
  if (!wasFree) throw new MailNotSentYet('another worker is sending this mail');
}

type ClaimedMail = NonNullable<Awaited<ReturnType<typeof claim>>>;

async function claim(mailId: string) {
  // all vendors: the queue names the mail, whoever's it is.
  const [mail] = await db.outgoingMail.updateManyAndReturn({
    where: { id: mailId, state: 'queued' },
    data: { attempts: { increment: 1 } },
  });
  return mail;
}

/** Whoever sends it, as they are when it goes: with the address of their logo, if they have one. */
async function senderOf({ vendorId }: ClaimedMail) {
  if (!vendorId) return null;
  const { name, mailName, email, logoHash } = await db.vendor.findUniqueOrThrow({
    where: { id: vendorId },
    select: { name: true, mailName: true, email: true, logoHash: true },
  });
  const logo = logoHash ? new URL(paths.logo(logoHash), getConfig().APP_URL).href : null;
  return { name: mailName ?? name, replyTo: email, logo };
}

function open(body: string): string {
  return unseal(MAIL_BODY, body).toString('utf8');
}

async function attachmentsOf(mail: ClaimedMail, renderers: Renderers) {
  const { renderReceipt, renderRefundDocument, renderCreditNote } = renderers;
  const { receiptId, refundDocumentId, creditNoteId } = mail;
  const vendorId = mail.vendorId ?? undefined;
  const documents: { filename: string; pdf: Buffer }[] = [];
  if (receiptId) documents.push(await renderReceipt({ receiptId, vendorId }));
  if (refundDocumentId) {
    invariant(renderRefundDocument, 'whoever sends a mail with a refund document can draw it');
    documents.push(await renderRefundDocument({ refundDocumentId, vendorId }));
  }
  if (creditNoteId) {
    invariant(renderCreditNote, 'whoever sends a mail with a credit note can draw it');
    documents.push(await renderCreditNote({ creditNoteId, vendorId }));
  }
  return documents.map(({ filename, pdf }) => ({ filename, contentType: 'application/pdf', content: pdf }));
}

/** Secret bodies go with the sending: what lets somebody in stays nowhere with us. */
async function markSent(mailId: string, now: Date): Promise<void> {
  await db.$executeRaw`
    -- all vendors: the mail just claimed
    UPDATE outgoing_mails SET state = 'sent', sent_at = ${now}, last_error = NULL,
      text = CASE WHEN secret THEN '' ELSE text END, html = CASE WHEN secret THEN '' ELSE html END
    WHERE id = ${mailId}::uuid AND state = 'queued'`;
}

async function giveUp(mailId: string, reason: string): Promise<void> {
  log.warn({ mailId }, 'mail given up; its row says why');
  await db.$executeRaw`
    -- all vendors: the mail just claimed
    UPDATE outgoing_mails SET state = 'failed', last_error = ${reason},
      text = CASE WHEN secret THEN '' ELSE text END, html = CASE WHEN secret THEN '' ELSE html END
    WHERE id = ${mailId}::uuid AND state = 'queued'`;
}

async function handleRefusal(mail: ClaimedMail, { definite, reason }: DeliveryRefusal): Promise<void> {
  if (definite || mail.attempts >= MAX_ATTEMPTS) return giveUp(mail.id, reason);
  // all vendors: the mail just claimed.
  await db.outgoingMail.updateMany({ where: { id: mail.id, state: 'queued' }, data: { lastError: reason } });
  throw new MailNotSentYet(reason);
}
