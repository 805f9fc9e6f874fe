import type { RecordPaymentInput, RecordPaymentRefusal } from '../../app/domain/payments/record-payment.server';
import { isSpreadRule } from '../../app/domain/payments/spread';
import { isCalendarDate } from '../../app/lib/dates';
import { isId, newId } from '../../app/lib/ids';
import { formatMoney, type Currency } from '../../app/lib/money';
import { defineCommand } from './command';
import { complain, isProblem, ofCustomer, ofInvoice, ofVendor, typedAmount, typedCurrency } from './of-vendor';

export const recordPaymentCommand = defineCommand({
  name: 'record-payment',
  summary: 'Record a cheque, a wire or cash, and spread it over open invoices',
  usage: [
    'CUSTOMER --amount 12.34 --currency USD [--spread oldest|largest|pro-rata | --invoice NUMBER=12.34 …] [--note TEXT]',
    '         [--received 2026-03-31T10:00:00Z] [--staff EMAIL] [--vendor SLUG] [--id UUID] [--json]',
    '',
    '  CUSTOMER                the customer’s number',
    '  --spread RULE           over all that is open: oldest due first (if nothing is said), largest first, or in proportion',
    '  --invoice NUMBER=12.34  so much for this invoice; may be given several times',
    '  --note TEXT             how it came, for the audit log: cheque 1042, wire, cash',
    '  --received INSTANT      when it came; now, if nothing is said',
    '  --id UUID               name the payment yourself: the same id again is the same payment',
    '',
    'What is more than the invoices take is credit on account.',
  ].join('\n'),
  options: {
    amount: { type: 'string' },
    currency: { type: 'string' },
    spread: { type: 'string' },
    invoice: { type: 'string', multiple: true },
    note: { type: 'string' },
    received: { type: 'string' },
    staff: { type: 'string' },
    vendor: { type: 'string' },
    id: { type: 'string' },
  },
  async run({ values, positionals }, { now, json, out }) {
    const typed = values as Partial<Record<string, string>>;
    const parts = (values as Record<string, unknown>)['invoice'] as string[] | undefined;
    const [number, ...more] = positionals;
    if (number === undefined || more.length > 0)
      return complain({ json, out }, { problem: 'Name one customer by number.', code: 2 });
    if (typed['id'] !== undefined && !isId(typed['id']))
      return complain({ json, out }, { problem: '--id must be a UUID in lower case.', code: 2 });
    const receivedAt = typed['received'] === undefined ? now : readInstant(typed['received']);
    if (!receivedAt)
      return complain({ json, out }, { problem: '--received: write an instant like 2026-03-31T10:00:00Z.', code: 2 });
    const currency = typedCurrency(typed['currency']);
    if (isProblem(currency)) return complain({ json, out }, currency);
    const amountMinor = typedAmount(typed['amount'], currency);
    if (isProblem(amountMinor)) return complain({ json, out }, amountMinor);
    const asked = await ofVendor(typed);
    if (isProblem(asked)) return complain({ json, out }, asked);
    const { vendorId, actor } = asked;
    const customer = await ofCustomer(vendorId, number);
    if (isProblem(customer)) return complain({ json, out }, customer);
    const over = await readOver(vendorId, currency, typed['spread'], parts ?? []);
    if (isProblem(over)) return complain({ json, out }, over);
    const { recordPayment } = await import('../../app/domain/payments/record-payment.server');
    const said = { note: typed['note'] ?? '', receivedAt, cause: 'command record-payment' };
    const what = { customerId: customer.id, currency, amountMinor, over };
    const recorded = await recordPayment(actor, { paymentId: typed['id'] ?? newId(), vendorId, ...what, ...said }, now);
    if (!recorded.ok) return complain({ json, out }, { problem: words(recorded.refusal), code: 1 });
    const { id, invoices, unappliedMinor } = recorded.payment;
    const credit = unappliedMinor > 0n ? ` ${formatMoney(unappliedMinor, currency)} is credit on account.` : '';
    out(
      json
        ? JSON.stringify({
            ok: true,
            ...recorded.payment,
            amountMinor: amountMinor.toString(),
            unappliedMinor: unappliedMinor.toString(),
          })
        : `Recorded ${formatMoney(amountMinor, currency)} over ${invoices} ${invoices === 1 ? 'invoice' : 'invoices'}.${credit} Payment ${id}.`,
    );
    return 0;
  },
});

/** Null for what leaves the day, the hour or the zone to be guessed. */
function readInstant(text: string): Date | null {
  const [, date = ''] =
    /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  const instant = new Date(text);
  return isCalendarDate(date) && !Number.isNaN(instant.getTime()) ? instant : null;
}

async function readOver(
  vendorId: string,
  currency: Currency,
  spread: string | undefined,
  named: readonly string[],
): Promise<RecordPaymentInput['over'] | { problem: string; code: number }> {
  const rule = spread ?? 'oldest';
  if (!isSpreadRule(rule) || (spread !== undefined && named.length > 0))
    return { problem: 'Say --spread oldest, largest or pro-rata, or name each --invoice.', code: 2 };
  if (named.length === 0) return { rule };
  const parts: { invoiceId: string; amountMinor: bigint }[] = [];
  for (const text of named) {
    // The number may hold an equals sign, the amount may not.
    const at = text.lastIndexOf('=');
    const invoice = await ofInvoice(vendorId, text.slice(0, Math.max(at, 0)));
    const amountMinor = typedAmount(text.slice(at + 1), currency);
    if (at <= 0 || isProblem(amountMinor))
      return { problem: `--invoice ${text}: write NUMBER=AMOUNT, as in INV-1042=12.34.`, code: 2 };
    if (isProblem(invoice)) return invoice;
    parts.push({ invoiceId: invoice.id, amountMinor });
  }
  return { parts };
}

function words(refusal: RecordPaymentRefusal): string {
  switch (refusal.kind) {
    case 'not-allowed':
      return 'This member of staff may look, but not record payments.';
    case 'not-an-amount':
      return 'Each amount must be above zero, an invoice may be named once, and they may not come to more than was received.';
    case 'no-customer':
      return 'There is no such customer.';
    case 'in-the-future':
      return 'What was received cannot be dated in the future.';
    case 'not-open':
      return 'An invoice that is named is not open for this customer in this currency.';
    case 'too-much-on-invoice':
      return `Only ${formatMoney(refusal.dueMinor, refusal.currency)} is due on ${refusal.number}.`;
    case 'other-request':
      return 'This id belongs to another payment; nothing was recorded.';
  }
}
