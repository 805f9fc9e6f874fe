import { listOutbox, readOutboxAttachment, type OutboxMail } from '~/gateways/outbox.server';
import { getConfig } from '~/lib/config.server';

/** Mails in the outbox, newest first. Null where there is none: it shows what signs people in, so it exists in demo and development alone. */
export async function readOutbox(page: { limit?: number; before?: string } = {}): Promise<OutboxMail[] | null> {
  return getConfig().outbox ? listOutbox(page) : null;
}

export async function readAttachment(
  mailId: string,
  filename: string,
): Promise<{ contentType: string; content: Buffer } | null> {
  return getConfig().outbox ? readOutboxAttachment(mailId, filename) : null;
}
