import { paths } from '~/lib/paths';

/** Who looks at the portal, and for whom. */
export type Who = { person: { name: string; email: string }; customer: string; vendor: string; otherCustomers: number };

/** The portal's pages: in the bar on a wide screen, in the menu on a phone. */
export const NAVIGATION = [
  { to: paths.invoices, label: 'Invoices' },
  { to: paths.payments, label: 'Payments' },
  { to: paths.receipts, label: 'Receipts' },
  { to: paths.statements, label: 'Statements' },
  { to: paths.paymentMethods, label: 'Payment methods' },
] as const;
