import type { CalendarDate } from '~/lib/dates';
import { paths } from '~/lib/paths';

/**
 * The pages of the vendor's desk, in the side bar on a wide screen and in the menu on a narrow one. In this order:
 * Overview, Invoices, Customers, Payments, Payment links, Batch payments, E-mail activity, Settings. A page that is added adds its
 * line here.
 */
export const VENDOR_NAVIGATION: readonly { to: string; label: string; counts?: 'openInvoices' | 'openBatches' }[] = [
  { to: paths.vendor.overview, label: 'Overview' },
  { to: paths.vendor.invoices, label: 'Invoices', counts: 'openInvoices' },
  { to: paths.vendor.customers, label: 'Customers' },
  { to: paths.vendor.payments, label: 'Payments' },
  { to: paths.vendor.links, label: 'Payment links' },
  { to: paths.vendor.batchPayments, label: 'Batch payments', counts: 'openBatches' },
  { to: paths.vendor.mails, label: 'E-mail activity' },
  { to: paths.vendor.settings, label: 'Settings' },
];

/** Where a figure of the overview leads: to exactly the rows it counts, of its currency and from the day it counts from. */
export type FigureName =
  'open' | 'overdue' | 'inFlight' | 'collected' | 'undecided' | 'disputes' | 'questions' | 'forVoid' | 'mails';
export const FIGURE_PAGES: Record<FigureName, (currency: string, from: CalendarDate) => string> = {
  open: (currency) => `${paths.vendor.invoices}?currency=${currency}`,
  overdue: (currency) => `${paths.vendor.invoices}?tab=overdue&currency=${currency}`,
  inFlight: (currency) => `${paths.vendor.payments}?state=open&currency=${currency}`,
  collected: (currency, from) => `${paths.vendor.payments}?state=collected&currency=${currency}&from=${from}`,
  undecided: () => `${paths.vendor.payments}?state=undecided`,
  disputes: () => `${paths.vendor.payments}?state=to-answer`,
  mails: (_, from) => `${paths.vendor.mails}?state=failed&from=${from}`,
  forVoid: () => `${paths.vendor.payments}?state=for-void`,
  questions: () => `${paths.vendor.invoices}?tab=all&disputed=1`,
};

/** The overview is only itself; every other page has pages below it. */
export function isCurrentVendorPage(to: string, pathname: string): boolean {
  return pathname === to || (to !== paths.vendor.overview && pathname.startsWith(`${to}/`));
}
