import { newId } from '~/lib/ids';

let made = 0;

type VendorValues = { id: string; slug: string; name: string; timeZone: string };

/** A vendor as a test needs it: what is not named gets a plain value. */
export async function makeVendor(values: Partial<VendorValues> = {}) {
  const { db } = await import('~/lib/db.server');
  made += 1;
  const vendor = {
    id: newId(),
    slug: `vendor-${made}`,
    name: `Vendor ${made}`,
    timeZone: 'America/New_York',
    ...values,
  };
  await db.$executeRaw`
    INSERT INTO vendors (id, slug, name, legal_name, address_lines, tax_id, email, time_zone)
    VALUES (${vendor.id}::uuid, ${vendor.slug}, ${vendor.name}, ${`${vendor.name} LLC`}, ARRAY['1 Main Street', 'Albany, NY 12207'],
      '14-2718281', ${`billing@${vendor.slug}.example`}, ${vendor.timeZone})`;
  return vendor;
}
