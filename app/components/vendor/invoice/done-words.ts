import type { VendorInvoice, VendorInvoicePayment } from '~/domain/invoices/vendor-invoice';
import { staffDeclineWords } from '~/domain/payments/staff-words';
import { formatDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import type { Tone } from '../../ui/tag';

export type Done = { tone: Tone; title: string; next: string | null };

/** What an invoice's address says was just done there, as far as the invoice bears it out. */
export function doneWords(search: URLSearchParams, invoice: VendorInvoice): Done | null {
  const payment = invoice.payments.find(({ id }) => id === search.get('payment'));
  if (payment) return paymentWords(payment, invoice);
  const said = saidWords(search.get('done'), invoice);
  return said && { tone: 'green', ...said };
}

function saidWords(done: string | null, invoice: VendorInvoice): Omit<Done, 'tone'> | null {
  const { number, currency } = invoice;
  switch (done) {
    case 'drafted':
      return invoice.issuedAt
        ? null
        : { title: 'The draft is saved.', next: 'The customer does not see it until it is issued.' };
    case 'issued':
      return invoice.issuedAt && { title: `${number} is issued.`, next: 'The customer sees it and can pay it.' };
    case 'mailed':
      return (
        invoice.issuedAt && { title: `${number} is issued.`, next: 'A link that pays it goes to the customer by mail.' }
      );
    case 'changed':
      return { title: 'The invoice is changed.', next: 'Whoever is paying it just now is shown the change first.' };
    case 'void':
      return invoice.voidedAt && { title: `${number} is void.`, next: 'Nobody owes it any more.' };
    case 'credited': {
      const note = invoice.creditNotes.at(-1);
      const amount = note && formatMoney(note.amountMinor, currency);
      const kept = note && note.keptMinor > 0n ? formatMoney(note.keptMinor, currency) : null;
      return note
        ? {
            title: `Credit note ${note.number} over ${amount} is written.`,
            next: kept && `${kept} of it is the customer’s credit on account.`,
          }
        : null;
    }
    case 'scheduled': {
      const charge = invoice.charges.findLast(({ standing }) => standing);
      return charge
        ? {
            title: `${formatMoney(charge.amountMinor, currency)} will be charged on ${formatDate(charge.nextOn)}.`,
            next: 'The customer is told by mail, and can stop it until then.',
          }
        : null;
    }
    case 'charge-cancelled':
      return {
        title: 'The charge is cancelled.',
        next: 'Nothing is charged on that date. The customer is told by mail.',
      };
    case 'resolved':
      return {
        title: 'The dispute is resolved.',
        next: 'The customer was mailed your answer. What was held can be paid again.',
      };
    default:
      return null;
  }
}

/** What came beyond what was open is told: a slip of the keyboard is seen by it. */
function beyondWords({ beyondMinor }: VendorInvoicePayment, currency: Currency): string | null {
  return beyondMinor > 0n
    ? `${formatMoney(beyondMinor, currency)} more came than was open: it is the customer’s credit on account now.`
    : null;
}

function paymentWords(payment: VendorInvoicePayment, { currency }: VendorInvoice): Done | null {
  const amount = formatMoney(payment.amountMinor, currency);
  switch (payment.state) {
    case 'succeeded':
      return payment.channel === 'outside'
        ? { tone: 'green', title: `${amount} is recorded on this invoice.`, next: beyondWords(payment, currency) }
        : {
            tone: 'green',
            title: `Charged ${amount}.`,
            next: payment.receiptNumber && `Receipt ${payment.receiptNumber} goes to the customer by mail.`,
          };
    case 'processing':
      return {
        tone: 'blue',
        title: `The bank has been asked for ${amount}.`,
        next: payment.expectedOn
          ? `It is usually there by ${formatDate(payment.expectedOn)}. The invoice is paid then, not before.`
          : 'The invoice is paid when the money is there, not before.',
      };
    case 'failed': {
      const { title, lines } = staffDeclineWords(payment.failureCode);
      return { tone: 'red', title, next: lines.join(' ') };
    }
    case 'cancelled':
      return { tone: 'amber', title: `The charge of ${amount} was given up.`, next: 'Nothing was charged.' };
    default:
      return {
        tone: 'amber',
        title: `Whether ${amount} was charged is not known yet.`,
        next: 'The gateway has not answered. It is asked again every minute; until then the amount is held, so that nothing is charged twice.',
      };
  }
}
