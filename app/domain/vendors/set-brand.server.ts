import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { db, transaction } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import type { Brand } from './brand';

/** Sets who the vendor is to its customers, from now on: documents that were issued keep what they said. Repeating it changes nothing. */
export async function setBrand(actor: StaffActor, brand: Brand, { cause }: { cause: string }): Promise<void> {
  const { vendorId } = actor;
  await transaction(async (tx) => {
    await tx.vendor.update({ where: { id: vendorId }, data: brand });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'vendor.brand-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: brand,
    });
  });
}

export async function loadBrand({ vendorId }: StaffActor): Promise<Brand & { logoHash: string | null }> {
  const select = {
    name: true,
    legalName: true,
    addressLines: true,
    taxId: true,
    email: true,
    brandColor: true,
    logoHash: true,
  } as const;
  const brand = await db.vendor.findUnique({ where: { id: vendorId }, select });
  invariant(brand, `vendor ${vendorId} exists`);
  return brand;
}
