import { paths } from '~/lib/paths';

/** What is done with a selection on pages of its own, which read it themselves. The first is the main one. */
export const BULK_PAGES = {
  'charge-now': { label: 'Charge now', to: `${paths.vendor.newBatchPayment}?selected=1&when=now` },
  'charge-later': { label: 'Charge later', to: `${paths.vendor.newBatchPayment}?selected=1&when=later` },
  link: { label: 'Copy payment link', to: `${paths.vendor.newLink}?selected=1` },
} as const;

export type BulkPage = keyof typeof BULK_PAGES;

export function isBulkPage(intent: string): intent is BulkPage {
  return Object.hasOwn(BULK_PAGES, intent);
}
