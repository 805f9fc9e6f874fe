import { defineCommand } from './command';

export const resolveDisputeCommand = defineCommand({
  name: 'resolve-dispute',
  summary: 'Settle what a customer disputes on an invoice, with a note that they read',
  usage: 'INVOICE --note TEXT [--vendor SLUG] [--json]\n\nWhat was held can be paid again. It credits nothing.',
  options: { note: { type: 'string' }, vendor: { type: 'string' } },
  async run({ values, positionals }, { now, json, out }) {
    const { note, vendor } = values as Partial<Record<string, string>>;
    const [number, ...more] = positionals;
    const complain = (words: string, code: number) => {
      process.stderr.write(`${words}\n`);
      return code;
    };
    if (number === undefined || more.length > 0 || note === undefined || note.trim() === '')
      return complain('One invoice number and --note are needed.', 2);
    const { findInvoicesByNumber } = await import('../../app/domain/invoice-disputes/find-invoices-by-number.server');
    const { resolveDispute } = await import('../../app/domain/invoice-disputes/resolve-dispute.server');
    const known = await findInvoicesByNumber(number);
    const meant = vendor === undefined ? known : known.filter((invoice) => invoice.vendorSlug === vendor);
    const [invoice] = meant;
    if (!invoice) return complain(`There is no issued invoice ${number}.`, 1);
    if (meant.length > 1)
      return complain(
        `Several vendors have an invoice ${number}; say which with --vendor. Known: ${meant.map((each) => each.vendorSlug).join(', ')}.`,
        2,
      );
    const cause = 'command resolve-dispute';
    const result = await resolveDispute(
      { kind: 'system', name: cause },
      { vendorId: invoice.vendorId, invoiceId: invoice.id, note, cause },
      now,
    );
    if (!result.ok) return complain(`Invoice ${number} is not in dispute; nothing was changed.`, 1);
    if (json) out(JSON.stringify({ invoice: number, vendor: invoice.vendorSlug, resolved: true }));
    else out(`The dispute of invoice ${number} is resolved; what is due on it can be paid again.`);
    return 0;
  },
});
