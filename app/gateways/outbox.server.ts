import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { getConfig } from '~/lib/config.server';
import { isId, newId } from '~/lib/ids';
import type { OutgoingMessage } from './outgoing-mail';

/**
 * Mails of demo and development, in files: what signs people in must not stay in the database. One file per
 * mail, named by its id, so that a repeated send writes the same file again.
 */
const mailSchema = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  createdAt: z.string(),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string() })),
});
export type OutboxMail = z.infer<typeof mailSchema>;

export async function writeToOutbox(message: OutgoingMessage): Promise<void> {
  const folder = outboxFolder();
  const attachments = message.attachments.map(({ filename, contentType }) => ({
    filename: basename(filename),
    contentType,
  }));
  await mkdir(join(folder, message.id), { recursive: true, mode: 0o700 });
  for (const attachment of message.attachments) {
    await writeWhole(join(folder, message.id, basename(attachment.filename)), attachment.content);
  }
  const mail: OutboxMail = { ...message, createdAt: message.createdAt.toISOString(), attachments };
  await writeWhole(join(folder, `${message.id}.json`), JSON.stringify(mailSchema.parse(mail)));
}

/** Mails, newest first; `before` is the id of the last one already seen. */
export async function listOutbox({ limit, before }: { limit?: number; before?: string } = {}): Promise<OutboxMail[]> {
  const names = await readdir(outboxFolder()).catch(() => []);
  const ids = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => isId(id) && (before === undefined || id < before))
    // UUIDv7: the name tells the order.
    .sort()
    .reverse()
    .slice(0, limit);
  const mails = await Promise.all(ids.map(readOutboxMail));
  return mails.filter((mail) => mail !== null);
}

export async function readOutboxMail(id: string): Promise<OutboxMail | null> {
  if (!isId(id)) return null;
  const file = await readFile(join(outboxFolder(), `${id}.json`), 'utf8').catch(() => null);
  return file === null ? null : mailSchema.parse(JSON.parse(file));
}

/** One attachment, if that mail has one of that name. */
export async function readOutboxAttachment(
  id: string,
  filename: string,
): Promise<{ contentType: string; content: Buffer } | null> {
  const mail = await readOutboxMail(id);
  // Only names from the mail itself reach the file system.
  const attachment = mail?.attachments.find((each) => each.filename === filename);
  if (!mail || !attachment) return null;
  return {
    contentType: attachment.contentType,
    content: await readFile(join(outboxFolder(), mail.id, attachment.filename)),
  };
}

function outboxFolder(): string {
  return join(getConfig().DATA_DIR, 'outbox');
}

/** The file is there whole or not at all, whenever the process is killed. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.${newId()}.part`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path);
}
