import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { db, transaction } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import {
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  mediaTypeOf,
  plainFileName,
  type Attachment,
  type MediaType,
} from './attachment';

export type AttachRefusal =
  | { kind: 'no-invoice' }
  | { kind: 'no-file' }
  | { kind: 'too-many'; limit: number }
  | { kind: 'too-large'; fileName: string }
  | { kind: 'not-taken'; fileName: string };

type Of = { vendorId: string; invoiceId: string };

/** Keeps files with an invoice that is not void: all of them, or none. Kept in the database, so that every process has them. */
export async function attachFiles(
  actor: StaffActor,
  input: { invoiceId: string; files: readonly { name: string; content: Uint8Array<ArrayBuffer> }[]; cause: string },
  now: Date,
): Promise<Result<object, AttachRefusal>> {
  const { vendorId, staffId } = actor;
  const files = input.files.map(({ name, content }) => ({
    fileName: plainFileName(name),
    content,
    mediaType: mediaTypeOf(content),
  }));
  if (files.length === 0) return refuse({ kind: 'no-file' });
  const large = files.find(({ content }) => content.length > MAX_ATTACHMENT_BYTES);
  if (large) return refuse({ kind: 'too-large', fileName: large.fileName });
  const odd = files.find(({ mediaType }) => mediaType === null);
  if (odd) return refuse({ kind: 'not-taken', fileName: odd.fileName });
  return transaction(async (tx): Promise<Result<object, AttachRefusal>> => {
    const locked = await tx.$queryRaw<object[]>`
      SELECT FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ${input.invoiceId}::uuid AND i.voided_at IS NULL FOR NO KEY UPDATE`;
    if (locked.length === 0) return refuse({ kind: 'no-invoice' });
    // Counted once it is locked, in a statement of its own: that one sees what whoever held the lock has attached.
    const count = await tx.invoiceAttachment.count({ where: { vendorId, invoiceId: input.invoiceId } });
    if (count + files.length > MAX_ATTACHMENTS) return refuse({ kind: 'too-many', limit: MAX_ATTACHMENTS });
    await tx.invoiceAttachment.createMany({
      data: files.map(({ fileName, content, mediaType }) => ({
        id: newId(),
        vendorId,
        invoiceId: input.invoiceId,
        fileName,
        mediaType: mediaType ?? '',
        sizeBytes: content.length,
        content,
        staffId,
        createdAt: now,
      })),
    });
    await note(tx, actor, { ...input, action: 'invoice.file-attached', files: files.map(({ fileName }) => fileName) });
    return { ok: true };
  });
}

/** Takes a file away again. False: there is none of that id. */
export async function removeAttachment(
  actor: StaffActor,
  input: { invoiceId: string; attachmentId: string; cause: string },
): Promise<boolean> {
  const { vendorId } = actor;
  const { invoiceId, attachmentId } = input;
  return transaction(async (tx) => {
    const [removed] = await tx.$queryRaw<{ fileName: string }[]>`
      DELETE FROM invoice_attachments WHERE vendor_id = ${vendorId}::uuid AND invoice_id = ${invoiceId}::uuid AND id = ${attachmentId}::uuid
      RETURNING file_name AS "fileName"`;
    if (!removed) return false;
    await note(tx, actor, { ...input, action: 'invoice.file-removed', files: [removed.fileName] });
    return true;
  });
}

async function note(
  tx: Parameters<typeof record>[0],
  actor: StaffActor,
  { invoiceId, cause, action, files }: { invoiceId: string; cause: string; action: string; files: string[] },
): Promise<void> {
  const { vendorId } = actor;
  await record(tx, { vendorId, actor, cause, action, subject: 'invoice', subjectId: invoiceId, data: { files } });
}

export async function listAttachments({ vendorId, invoiceId }: Of): Promise<Attachment[]> {
  const rows = await db.invoiceAttachment.findMany({
    where: { vendorId, invoiceId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, fileName: true, mediaType: true, sizeBytes: true },
  });
  return rows.map((row) => ({ ...row, mediaType: row.mediaType as MediaType }));
}

/** One file. Whether the reader may see its invoice was asked before. */
export async function readAttachment(
  { vendorId, invoiceId }: Of,
  attachmentId: unknown,
): Promise<{ filename: string; content: Buffer; type: string } | null> {
  if (!isId(attachmentId)) return null;
  const file = await db.invoiceAttachment.findFirst({ where: { vendorId, invoiceId, id: attachmentId } });
  return file && { filename: file.fileName, content: Buffer.from(file.content), type: file.mediaType };
}
