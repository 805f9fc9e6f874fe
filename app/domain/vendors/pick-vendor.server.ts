import { db, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import type { PickVendorRefusal } from './pick-vendor-words';

/** The vendor that a command is about: the one named, or the only one there is. Refusals name those that there are. */
export async function pickVendor(
  slug: string | undefined,
  tx: Tx = db,
): Promise<Result<{ vendor: { id: string; slug: string } }, PickVendorRefusal>> {
  const found = await tx.vendor.findMany({
    where: slug === undefined ? {} : { slug },
    select: { id: true, slug: true },
    take: 2,
  });
  const [vendor] = found;
  if (vendor && found.length === 1) return { ok: true, vendor };
  const known = await tx.vendor.findMany({ select: { slug: true }, orderBy: { slug: 'asc' }, take: 20 });
  return refuse({ kind: vendor ? 'which-vendor' : 'unknown-vendor', known: known.map((each) => each.slug) });
}
