import { db } from '~/lib/db.server';
import { isMethodKind, type MethodKind } from './method-kind';

/** The ways to pay that a vendor's customers are offered. */
export async function loadMethodKinds(vendorId: string): Promise<MethodKind[]> {
  const vendor = await db.vendor.findUniqueOrThrow({ where: { id: vendorId }, select: { methodKinds: true } });
  return vendor.methodKinds.filter(isMethodKind);
}
