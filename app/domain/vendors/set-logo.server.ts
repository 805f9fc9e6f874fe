import { createHash } from 'node:crypto';
import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { db, transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { isWholePng } from './check-png.server';
import { LOGO_MOST_BYTES, LOGO_MOST_PIXELS, readPicture, type LogoRefusal } from './logo';

type Why = { cause: string; now: Date };

/** Shows this picture as the vendor's logo from now on. Repeating it changes nothing. Refuses what is no picture, or a large one. */
export async function setLogo(
  actor: StaffActor,
  content: Uint8Array,
  { cause, now }: Why,
): Promise<Result<object, LogoRefusal>> {
  if (content.byteLength > LOGO_MOST_BYTES) return refuse('too-large');
  const picture = readPicture(content);
  if (!picture) return refuse('not-a-picture');
  // Looked at before it is unpacked: a small file may hold pixels without end.
  if (Math.max(picture.width, picture.height) > LOGO_MOST_PIXELS) return refuse('too-large');
  if (picture.type === 'image/png' && !isWholePng(content)) return refuse('not-a-picture');
  const { vendorId } = actor;
  const hash = sha256Of(content);
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO vendor_logos (vendor_id, hash, content_type, content, created_at)
      VALUES (${vendorId}::uuid, ${hash}, ${picture.type}, ${Buffer.from(content)}, ${now}) ON CONFLICT DO NOTHING`;
    await showLogo(tx, actor, hash, cause);
  });
  return { ok: true };
}

/** Shows the vendor's initial again. The picture stays, for mails that show it. */
export async function removeLogo(actor: StaffActor, { cause }: Why): Promise<void> {
  await transaction((tx) => showLogo(tx, actor, null, cause));
}

async function showLogo(tx: Tx, actor: StaffActor, logoHash: string | null, cause: string): Promise<void> {
  const { vendorId } = actor;
  await tx.vendor.update({ where: { id: vendorId }, data: { logoHash } });
  await record(tx, {
    vendorId,
    actor,
    cause,
    action: logoHash ? 'vendor.logo-set' : 'vendor.logo-removed',
    subject: 'vendor',
    subjectId: vendorId,
    data: { logoHash },
  });
}

/** A picture by its hash, for whoever has the address: a logo is shown on mails and on pages that nobody signs in to. */
export async function findLogo(hash: string): Promise<{ contentType: string; content: Uint8Array } | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const [logo] = await db.$queryRaw<{ contentType: string; content: Uint8Array }[]>`
    SELECT l.content_type AS "contentType", l.content FROM vendor_logos l WHERE l.hash = ${hash} LIMIT 1 -- all vendors: the same bytes are the same picture`;
  return logo ?? null;
}

/**
 * What a document draws as its logo: the picture of exactly this hash. Null where there is none, or where what is kept is
 * not that picture any more: a document is drawn without it then, and never fails for it.
 */
export async function pictureOf(hash: string | null): Promise<Uint8Array | null> {
  const logo = hash ? await findLogo(hash) : null;
  return logo && sha256Of(logo.content) === hash ? logo.content : null;
}

const sha256Of = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
