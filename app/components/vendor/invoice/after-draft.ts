import type { Ended } from '~/domain/invoices/end-draft.server';
import type { SavedInvoice } from '~/domain/invoices/save-invoice.server';
import { paths } from '~/lib/paths';

/** Where staff go on once an invoice is saved: to its page, or, where it could not be charged, to charging it. */
export function afterDraft({ id, issued }: SavedInvoice, ended: Ended): string {
  const page = paths.vendor.invoice(id);
  switch (ended.kind) {
    case 'charged':
      return `${page}?payment=${ended.paymentId}`;
    case 'failed':
      return `${paths.vendor.chargeInvoice(id)}?failed=${ended.paymentId}`;
    case 'refused':
      return `${paths.vendor.chargeInvoice(id)}?issued`;
    case 'scheduled':
      return `${page}?done=scheduled`;
    case 'mailed':
      return `${page}?done=mailed`;
    case 'left':
      return `${page}?done=${issued ? 'issued' : 'drafted'}`;
  }
}
