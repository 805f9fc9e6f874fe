import type { CreditNoteRefusal, IssuedCreditNote } from '../../app/domain/credits/issue-credit-note.types';
import { isId, newId } from '../../app/lib/ids';
import { formatMoney } from '../../app/lib/money';
import { defineCommand } from './command';
import { complain, isProblem, ofCustomer, ofInvoice, ofVendor, typedAmount, typedCurrency } from './of-vendor';

export const creditNoteCommand = defineCommand({
  name: 'credit-note',
  summary: 'Lower an invoice, or give a customer credit',
  usage: [
    '[INVOICE] --amount 12.34 --reason TEXT [--customer NUMBER --currency USD] [--staff EMAIL] [--vendor SLUG] [--id UUID] [--json]',
    '',
    '  INVOICE            the invoice that is lowered; what it cannot take, since it is paid or in a payment, is credit',
    '  --customer NUMBER  instead of an invoice: this customer has that much credit, with --currency',
    '  --reason TEXT      stands in the invoice’s history, where its customer reads it',
    '  --staff EMAIL      who writes it; without it the audit log says that the command did',
    '  --id UUID          name the note yourself: the same id again asks the same thing again, never twice',
  ].join('\n'),
  options: {
    amount: { type: 'string' },
    reason: { type: 'string' },
    customer: { type: 'string' },
    currency: { type: 'string' },
    staff: { type: 'string' },
    vendor: { type: 'string' },
    id: { type: 'string' },
  },
  async run({ values, positionals }, { now, json, out }) {
    const typed = values as Partial<Record<string, string>>;
    const [number, ...more] = positionals;
    if ((number === undefined) === (typed['customer'] === undefined) || more.length > 0)
      return complain({ json, out }, { problem: 'Name one invoice, or a --customer.', code: 2 });
    if (typed['id'] !== undefined && !isId(typed['id']))
      return complain({ json, out }, { problem: '--id must be a UUID in lower case.', code: 2 });
    const asked = await ofVendor(typed);
    if (isProblem(asked)) return complain({ json, out }, asked);
    const { vendorId, actor } = asked;
    const target = await readTarget(vendorId, number, typed);
    if (isProblem(target)) return complain({ json, out }, target);
    const amountMinor = typedAmount(typed['amount'], target.currency);
    if (isProblem(amountMinor)) return complain({ json, out }, amountMinor);
    const { issueCreditNote } = await import('../../app/domain/credits/issue-credit-note.server');
    const said = { reason: typed['reason'] ?? '', cause: 'command credit-note' };
    const input = { creditNoteId: typed['id'] ?? newId(), vendorId, of: target.of, amountMinor, ...said };
    const issued = await issueCreditNote(actor, input, now);
    if (!issued.ok) return complain({ json, out }, { problem: words(issued.refusal), code: 1 });
    out(json ? asJson(issued.creditNote) : told(issued.creditNote));
    return 0;
  },
});

async function readTarget(vendorId: string, number: string | undefined, typed: Partial<Record<string, string>>) {
  if (number !== undefined) {
    const invoice = await ofInvoice(vendorId, number);
    return isProblem(invoice) ? invoice : { of: { invoiceId: invoice.id }, currency: invoice.currency };
  }
  const currency = typedCurrency(typed['currency']);
  if (isProblem(currency)) return currency;
  const customer = await ofCustomer(vendorId, typed['customer'] ?? '');
  return isProblem(customer) ? customer : { of: { customerId: customer.id, currency }, currency };
}

function asJson({ id, number, currency, amountMinor, appliedMinor }: IssuedCreditNote): string {
  const amounts = { amountMinor: amountMinor.toString(), appliedMinor: appliedMinor.toString() };
  return JSON.stringify({ ok: true, id, number, currency, ...amounts });
}

function told({ number, currency, amountMinor, appliedMinor }: IssuedCreditNote): string {
  const kept = amountMinor - appliedMinor;
  const lowered = appliedMinor > 0n ? ` The invoice is lowered by ${formatMoney(appliedMinor, currency)}.` : '';
  const credit = kept > 0n ? ` ${formatMoney(kept, currency)} is credit on account.` : '';
  return `Credit note ${number} over ${formatMoney(amountMinor, currency)}.${lowered}${credit}`;
}

function words(refusal: CreditNoteRefusal): string {
  switch (refusal.kind) {
    case 'not-allowed':
      return 'This member of staff may look, but not write credit notes.';
    case 'no-reason':
      return 'A credit note needs a reason: --reason TEXT.';
    case 'not-an-amount':
      return 'The amount must be above zero.';
    case 'no-invoice':
      return 'There is no such invoice.';
    case 'no-customer':
      return 'There is no such customer.';
    case 'void':
      return 'The invoice is void: nothing of it is owed.';
    case 'too-much':
      return `Credit notes of this invoice can still come to ${formatMoney(refusal.leftMinor, refusal.currency)}.`;
    case 'other-request':
      return 'This id belongs to another credit note; nothing was written.';
  }
}
