import { useLanguage } from '~/components/language';
import { reasonWords, type InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import type { Language } from '~/lib/languages/language';
import { whyNotPayable } from './invoice-page.words';
import { selectionTicket } from './selection-ticket.words';

type WhyNotProps = { invoice: InvoiceDetail; dispute: InvoiceDispute | undefined; mayPay: boolean };

/** Why the reader cannot pay the invoice, and what that means. */
export function WhyNot(props: WhyNotProps) {
  const words = whyNotWords(props, useLanguage());
  return words && <p className="text-small text-second mt-3 wrap-anywhere">{words}</p>;
}

function whyNotWords({ invoice, dispute, mayPay }: WhyNotProps, language: Language): string | null {
  const say = whyNotPayable(language);
  switch (invoice.reason) {
    case 'disputed':
      return say('disputed', { reason: disputedFor(invoice, dispute, language) });
    case 'void':
      return say('void', { reason: invoice.voidReason ?? '' });
    case 'in-flight':
      return say(invoice.payments.some((payment) => payment.state === 'processing') ? 'atBank' : 'underWay');
    case 'paid':
      return say('paid');
    default:
      return mayPay ? null : selectionTicket(language)('viewer');
  }
}

/** What a contact chose is said in the reader's language; what came with a file, or from the vendor, as it was written. */
function disputedFor(invoice: InvoiceDetail, dispute: InvoiceDispute | undefined, language: Language): string {
  const chosen = dispute?.reason ? reasonWords(dispute.reason, language) : '';
  return dispute?.covers === 'invoice' ? chosen : (invoice.disputeReason ?? chosen);
}
