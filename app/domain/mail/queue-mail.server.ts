import { seal } from '~/lib/crypto.server';
import type { CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { enqueue } from '~/lib/queue.server';

export type MailToQueue = {
  /** What makes it unique for ever: `receipt:<id>`. The first id in it is what the mail tells of; an invoice’s history finds it by that. */
  dedupeKey: string;
  kind: string;
  vendorId: string | null;
  customerId: string | null;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Attach this receipt's PDF; it is drawn when the mail is sent. */
  receiptId?: string;
  /** Attach this refund document's PDF. */
  refundDocumentId?: string;
  /** Attach this credit note's PDF. */
  creditNoteId?: string;
  /** On which day it says that something is charged, by the id of the invoice, or of the charge. */
  tells?: Record<string, CalendarDate>;
  /** The body lets somebody in: it lies sealed in the database, and not at all once sent. */
  secret?: boolean;
  /** Nobody waits before a screen for it. A secret one is waited for unless that is said. */
  unhurried?: boolean;
  /** One of thousands that go out together: what others wait for goes before it. */
  oneOfMany?: boolean;
  now: Date;
};

/** What seals a secret body; sendMail opens it. */
export const MAIL_BODY = 'mail body';

/**
 * Puts a mail on its way with the caller's transaction: it goes out exactly if the change is kept. Safe to
 * repeat: the same dedupeKey queues nothing more. Refuses nothing.
 */
export async function queueMail(tx: Tx, mail: MailToQueue): Promise<void> {
  const id = newId();
  const secret = mail.secret ?? false;
  const body = (text: string) => (secret ? seal(MAIL_BODY, text) : text);
  const queued = await tx.$executeRaw`
    INSERT INTO outgoing_mails (id, vendor_id, customer_id, dedupe_key, kind, "to", subject, text, html, secret, receipt_id, refund_document_id, credit_note_id, tells, created_at)
    VALUES (${id}::uuid, ${mail.vendorId}::uuid, ${mail.customerId}::uuid, ${mail.dedupeKey}, ${mail.kind}, ${mail.to}, ${mail.subject},
            ${body(mail.text)}, ${body(mail.html)}, ${secret}, ${mail.receiptId ?? null}::uuid,
            ${mail.refundDocumentId ?? null}::uuid, ${mail.creditNoteId ?? null}::uuid, ${mail.tells ? JSON.stringify(mail.tells) : null}::jsonb, ${mail.now})
    ON CONFLICT (dedupe_key) DO NOTHING`;
  if (queued === 0) return;
  const priority = secret && !mail.unhurried ? 'person' : mail.oneOfMany ? 'last' : 'later';
  await enqueue(tx, 'send-mail', { mailId: id }, { key: `send-mail:${id}`, queue: queueOf(id), priority });
}

/** At most this many mails are under way at once: a slow mail server must not keep every worker from following the money. */
const QUEUES = 4;

export function queueOf(mailId: string): string {
  return `mail-${Number.parseInt(mailId.slice(-2), 16) % QUEUES}`;
}
