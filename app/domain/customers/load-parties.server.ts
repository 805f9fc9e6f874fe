import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { pictureOf } from '~/domain/vendors/set-logo.server';
import { db } from '~/lib/db.server';

/** Who sends a document and to whom, as its head prints them. */
export type Parties = {
  vendor: {
    name: string;
    legalName: string;
    addressLines: string[];
    taxId: string | null;
    brandColor: string | null;
    logo: Uint8Array | null;
    slug: string;
  };
  customer: { name: string; number: string; addressLines: string[]; taxId: string | null };
};

export async function loadParties({ vendorId, customerId }: InvoiceScope): Promise<Parties | undefined> {
  const [parties] = await db.$queryRaw<(Parties & { logoHash: string | null })[]>`
    SELECT json_build_object('name', v.name, 'legalName', v.legal_name, 'addressLines', coalesce(v.address_lines, '{}'), 'taxId', v.tax_id,
             'brandColor', v.brand_color, 'slug', v.slug) AS vendor,
           json_build_object('name', c.name, 'number', c.number, 'addressLines', coalesce(c.address_lines, '{}'), 'taxId', c.tax_id) AS customer, v.logo_hash AS "logoHash"
    FROM customers c JOIN vendors v ON v.id = c.vendor_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${customerId}::uuid`;
  if (!parties) return undefined;
  const { logoHash, vendor, customer } = parties;
  return { vendor: { ...vendor, logo: await pictureOf(logoHash) }, customer };
}
