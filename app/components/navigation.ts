import { paths } from '~/lib/paths';

/** Who looks at the portal, and for whom. */
export type Who = {
  person: { name: string; email: string };
  customer: string;
  vendor: string;
  logoHash: string | null;
  otherCustomers: number;
  viewedByStaff: boolean;
};

/** Paying is a part of the invoices: there one is told to be while one pays. A charge to come is a payment, AutoPay a way to pay. */
export function isCurrent(to: string, pathname: string): boolean {
  return (
    pathname === to ||
    pathname.startsWith(`${to}/`) ||
    (to === paths.invoices && pathname === paths.pay) ||
    (to === paths.payments && pathname.startsWith('/scheduled-charges/')) ||
    (to === paths.paymentMethods && pathname === paths.autopay)
  );
}

/** The portal's pages: in the bar on a wide screen, in the menu on a phone. */
export const NAVIGATION = [
  { to: paths.invoices, name: 'invoices' },
  { to: paths.payments, name: 'payments' },
  { to: paths.receipts, name: 'receipts' },
  { to: paths.statements, name: 'statements' },
  { to: paths.paymentMethods, name: 'methods' },
] as const;
