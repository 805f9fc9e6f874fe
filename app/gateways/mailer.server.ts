import { createTransport, type Transporter } from 'nodemailer';
import { getConfig } from '~/lib/config.server';
import { isInsideTransaction } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { refuse, type Result } from '~/lib/result';
import type { DeliveryRefusal, OutgoingMessage } from './outgoing-mail';
import { writeToOutbox } from './outbox.server';

/**
 * Hands one mail to the mail server, or to the outbox where there is none. Never inside a transaction: a
 * slow mail server would hold its locks.
 */
export async function deliver(message: OutgoingMessage): Promise<Result<object, DeliveryRefusal>> {
  invariant(!isInsideTransaction(), 'mails are sent outside of transactions');
  const { SMTP_URL, outbox } = getConfig();
  if (SMTP_URL) return deliverBySmtp(message, SMTP_URL);
  // Sign-in mails in a file are for demo and development only; without a mail server the others wait.
  if (!outbox)
    return refuse({ definite: false, reason: 'SMTP_URL is not set, so there is no mail server to hand mails to' });
  await writeToOutbox(message);
  return { ok: true };
}

let transport: { url: string; transporter: Transporter } | undefined;

/** Lets go of the connections to the mail server. The product never asks for it: they end with the process. */
export function closeMailer(): void {
  transport?.transporter.close();
  transport = undefined;
}

async function deliverBySmtp(message: OutgoingMessage, url: string): Promise<Result<object, DeliveryRefusal>> {
  const { MAIL_FROM } = getConfig();
  return transporterFor(url)
    .sendMail({
      messageId: messageIdOf(message.id, MAIL_FROM),
      from: message.sender ? { name: message.sender.name, address: addressIn(MAIL_FROM) } : MAIL_FROM,
      ...(message.sender && { replyTo: message.sender.replyTo }),
      to: message.to,
      subject: message.subject,
      text: message.text,
      html: message.html,
      date: message.createdAt,
      attachments: message.attachments,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // A body is text that we made: it names no files and no addresses to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    .then(
      () => ({ ok: true }) as const,
      (error: SmtpError) =>
        refuse({ definite: isDefinite(error), reason: `${error.code ?? 'EUNKNOWN'}: ${error.message}` }),
    );
}

function transporterFor(url: string): Transporter {
  if (transport?.url !== url) {
    closeMailer();
    const transporter = createTransport({
      url,
      pool: true,
      maxConnections: 5,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      dnsTimeout: 10_000,
      // Some take half a minute to say yes. Whoever hangs up before that gives them the same mail again.
      socketTimeout: 60_000,
      // A connection that closes after the text may have delivered it: the queue tries again, later and once.
      maxRequeues: 0,
    });
    // A pooled connection that breaks while idle is replaced at the next mail.
    transporter.on('error', () => undefined);
    transport = { url, transporter };
  }
  return transport.transporter;
}

type SmtpError = Error & { code?: string; responseCode?: number };

/** Only what the server says about this mail for good (5xx to the address or the text); a refused sign-in is our fault, and mendable. */
export function isDefinite(error: SmtpError): boolean {
  const code = error.responseCode ?? 0;
  return code >= 500 && code < 600 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
}

/** "Northwind <billing@northwind.example>" → the address: a vendor's mails come from ours, which our mail server may send for. */
export function addressIn(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}

export function messageIdOf(mailId: string, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'quittance.invalid';
  return `<${mailId}@${domain}>`;
}
