import type { VoidInvoiceRefusal } from '../../app/domain/invoices/void-invoice.server';
import { formatMoney } from '../../app/lib/money';
import { defineCommand } from './command';
import { complain, isProblem, ofInvoice, ofVendor } from './of-vendor';

export const voidInvoiceCommand = defineCommand({
  name: 'void-invoice',
  summary: 'Take an invoice back, with the reason its customer reads',
  usage: [
    'INVOICE --reason TEXT [--staff EMAIL] [--vendor SLUG] [--json]',
    '',
    'One on which something was paid or credited is refused; a credit note takes back the rest of it. What a payment under',
    'way holds becomes credit on account when it settles.',
  ].join('\n'),
  options: { reason: { type: 'string' }, staff: { type: 'string' }, vendor: { type: 'string' } },
  async run({ values, positionals }, { now, json, out }) {
    const typed = values as Partial<Record<string, string>>;
    const [number, ...more] = positionals;
    if (number === undefined || more.length > 0)
      return complain({ json, out }, { problem: 'Name one invoice.', code: 2 });
    const asked = await ofVendor(typed);
    if (isProblem(asked)) return complain({ json, out }, asked);
    const { vendorId, actor } = asked;
    const invoice = await ofInvoice(vendorId, number);
    if (isProblem(invoice)) return complain({ json, out }, invoice);
    const { voidInvoice } = await import('../../app/domain/invoices/void-invoice.server');
    const said = { reason: typed['reason'] ?? '', cause: 'command void-invoice' };
    const voided = await voidInvoice(actor, { vendorId, invoiceId: invoice.id, ...said }, now);
    if (!voided.ok) return complain({ json, out }, { problem: words(voided.refusal), code: 1 });
    const { inFlightMinor, currency } = voided;
    const amount = inFlightMinor > 0n ? formatMoney(inFlightMinor, currency) : null;
    const later = amount ? ` ${amount} is in a payment under way: it becomes credit should it arrive.` : '';
    out(
      json
        ? JSON.stringify({ ok: true, invoice: number, inFlightMinor: inFlightMinor.toString(), currency })
        : `Invoice ${number} is void.${later}`,
    );
    return 0;
  },
});

function words(refusal: VoidInvoiceRefusal): string {
  switch (refusal.kind) {
    case 'not-allowed':
      return 'This member of staff may look, but not void invoices.';
    case 'no-reason':
      return 'A void needs a reason: --reason TEXT.';
    case 'no-invoice':
      return 'There is no such invoice.';
    case 'already-void':
      return 'The invoice is void already; nothing was changed.';
    case 'settled-in-part':
      return `${formatMoney(refusal.settledMinor, refusal.currency)} of it is paid or credited: write a credit note over the rest instead.`;
  }
}
