import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';

export type ListedMethod = {
  id: string;
  kind: string;
  brand: string;
  last4: string;
  expMonth: number | null;
  expYear: number | null;
  funding: string;
  isDefault: boolean;
  createdAt: Date;
};

/** The customer's saved methods, the default first: the one chosen as such, else the newest. */
export async function listPaymentMethods(actor: InvoiceScope): Promise<ListedMethod[]> {
  const methods = await db.paymentMethod.findMany({
    where: { vendorId: actor.vendorId, customerId: actor.customerId, removedAt: null },
    orderBy: [{ defaultSince: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      kind: true,
      brand: true,
      last4: true,
      expMonth: true,
      expYear: true,
      funding: true,
      createdAt: true,
    },
  });
  return methods.map((method, index) => ({ ...method, isDefault: index === 0 }));
}
