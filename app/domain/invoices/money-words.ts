import type { CreditNoteRefusal } from '~/domain/credits/issue-credit-note.types';
import type { EndDisputeRefusal } from '~/domain/invoice-disputes/end-dispute.server';
import type { RecordPaymentRefusal } from '~/domain/payments/record-payment.server';
import { amountAsked } from '~/domain/payments/typed-amount';
import type { Words } from '~/domain/payments/words';
import { formatMoney, type Currency } from '~/lib/money';
import type { VoidInvoiceRefusal } from './void-invoice.server';

/** Why something was not done with an invoice's money: what to say, and the status of the page that says it. */
export type MoneyRefusal = Words & { status: number };

const NOTHING = 'Nothing was changed.';
const told = (status: number, title: string, next = '', field?: string): MoneyRefusal => ({
  status,
  title,
  lines: [next ? `${NOTHING} ${next}` : NOTHING],
  field,
});
const toldAt = (field: string, title: string) => told(422, title, '', field);
const LOOKS = told(403, 'Your role lets you look.', 'Ask an owner or a biller.');
const GONE = told(404, 'There is no such invoice.');

export function voidWords(refusal: VoidInvoiceRefusal): MoneyRefusal {
  switch (refusal.kind) {
    case 'not-allowed':
      return LOOKS;
    case 'no-reason':
      return toldAt('reason', 'Say why: the customer reads it.');
    case 'no-invoice':
      return GONE;
    case 'already-void':
      return told(409, 'The invoice is void already.');
    case 'settled-in-part': {
      const settled = formatMoney(refusal.settledMinor, refusal.currency);
      return told(
        409,
        `${settled} of it is paid or credited, so it cannot be void.`,
        'Write a credit note over the rest.',
      );
    }
  }
}

export function creditNoteWords(refusal: CreditNoteRefusal, currency: Currency): MoneyRefusal {
  switch (refusal.kind) {
    case 'not-allowed':
      return LOOKS;
    case 'no-reason':
      return toldAt('reason', 'Say why: the customer reads it.');
    case 'not-an-amount':
      return toldAt('amount', amountAsked(currency));
    case 'no-invoice':
    case 'no-customer':
      return GONE;
    case 'void':
      return told(409, 'The invoice is void: nothing of it is owed.');
    case 'too-much': {
      const left = formatMoney(refusal.leftMinor, refusal.currency);
      return told(409, `Credit notes of this invoice can still come to ${left}.`, 'Type that, or less.', 'amount');
    }
    case 'other-request':
      return told(409, 'This page wrote another credit note already.', 'Load it again to write one more.');
  }
}

export function recordWords(refusal: RecordPaymentRefusal): MoneyRefusal {
  switch (refusal.kind) {
    case 'not-allowed':
      return LOOKS;
    case 'not-an-amount':
      return toldAt('amount', 'Type an amount above zero.');
    case 'no-customer':
      return GONE;
    case 'in-the-future':
      return toldAt('receivedOn', 'What was received cannot be dated in the future.');
    case 'not-open':
      return told(409, 'The invoice is not open any more.', 'Spread it over the customer’s other invoices.');
    case 'too-much-on-invoice': {
      const due = formatMoney(refusal.dueMinor, refusal.currency);
      return told(409, `Only ${due} is due on ${refusal.number} now.`, 'Look at it again.');
    }
    case 'other-request':
      return told(409, 'This page recorded another payment already.', 'Load it again to record one more.');
  }
}

export function resolveWords(refusal: EndDisputeRefusal): MoneyRefusal {
  switch (refusal.kind) {
    case 'gone':
      return GONE;
    case 'viewer':
      return LOOKS;
    case 'no-note':
      return toldAt('note', 'Say how it was settled: the customer reads it.');
    case 'not-disputed':
      return told(409, 'Nothing of this invoice is in dispute any more.');
  }
}
