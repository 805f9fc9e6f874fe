import { CREDIT_SOURCES } from '../../app/domain/credits/credit-words';
import type { ListedCredit } from '../../app/domain/credits/list-credits.server';
import type { RefundedCredit } from '../../app/domain/credits/refund-credit.server';
import { isId, newId } from '../../app/lib/ids';
import { formatMoney } from '../../app/lib/money';
import { defineCommand } from './command';
import { complain, isProblem, ofCustomer, ofVendor, typedAmount } from './of-vendor';
import { refundRefusalWords } from './refund';

export const refundCreditCommand = defineCommand({
  name: 'refund-credit',
  summary: 'List a customer’s credit, or give some of it back',
  usage: [
    'CUSTOMER [--credit ID --reason TEXT [--amount 12.34] [--outside] [--id UUID]] [--staff EMAIL] [--vendor SLUG] [--json]',
    '',
    '  CUSTOMER       the customer’s number; alone, its credit is listed with the id of each',
    '  --credit ID    which is given back: to the card or account it came from, else as handed back outside',
    '  --amount 12.34 so much; all that is left of it if nothing is said',
    '  --outside      it was handed back by cheque, wire or cash, though it came through the gateway',
    '  --id UUID      name it yourself: the same id again asks the same thing again, never twice',
  ].join('\n'),
  options: {
    credit: { type: 'string' },
    reason: { type: 'string' },
    amount: { type: 'string' },
    outside: { type: 'boolean' },
    id: { type: 'string' },
    staff: { type: 'string' },
    vendor: { type: 'string' },
  },
  needsGateway: true,
  async run({ values, positionals }, { now, json, out }) {
    const typed = values as Partial<Record<string, string>>;
    const [number, ...more] = positionals;
    if (number === undefined || more.length > 0)
      return complain({ json, out }, { problem: 'Name one customer by number.', code: 2 });
    if (typed['id'] !== undefined && !isId(typed['id']))
      return complain({ json, out }, { problem: '--id must be a UUID in lower case.', code: 2 });
    const asked = await ofVendor(typed);
    if (isProblem(asked)) return complain({ json, out }, asked);
    const { vendorId, actor } = asked;
    const customer = await ofCustomer(vendorId, number);
    if (isProblem(customer)) return complain({ json, out }, customer);
    const { listCredits } = await import('../../app/domain/credits/list-credits.server');
    const credits = await listCredits({ vendorId, customerId: customer.id });
    if (typed['credit'] === undefined) {
      for (const line of json ? [JSON.stringify(credits, bigints)] : listed(credits)) out(line);
      return 0;
    }
    const { findCredit } = await import('../../app/domain/credits/list-credits.server');
    const credit = isId(typed['credit'])
      ? await findCredit({ vendorId, customerId: customer.id }, typed['credit'])
      : null;
    if (!credit) return complain({ json, out }, { problem: 'This customer has no such credit.', code: 1 });
    const amountMinor = typed['amount'] === undefined ? null : typedAmount(typed['amount'], credit.currency);
    if (isProblem(amountMinor)) return complain({ json, out }, amountMinor);
    const { refundCredit } = await import('../../app/domain/credits/refund-credit.server');
    const what = { vendorId, creditId: typed['credit'], amountMinor, outside: values['outside'] === true };
    const said = { reason: typed['reason'] ?? '', cause: 'command refund-credit' };
    const answer = await refundCredit(actor, { refundId: typed['id'] ?? newId(), ...what, ...said }, now);
    if (!answer.ok) return complain({ json, out }, { problem: refundRefusalWords(answer.refusal), code: 1 });
    out(json ? JSON.stringify({ ok: true, ...answer.refunded }, bigints) : told(answer.refunded));
    return answer.refunded.kind === 'refund' && ['failed', 'cancelled'].includes(answer.refunded.refund.state) ? 1 : 0;
  },
});

const bigints = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

function listed(credits: readonly ListedCredit[]): string[] {
  if (credits.length === 0) return ['No credit is left.'];
  return credits.map(
    ({ id, currency, source, reason, invoiceNumber, remainingMinor, amountMinor, heldMinor, paymentId }) =>
      [
        id,
        `${formatMoney(remainingMinor, currency)} of ${formatMoney(amountMinor, currency)}`,
        [CREDIT_SOURCES[source], invoiceNumber, reason].filter(Boolean).join(', '),
        paymentId ? `of payment ${paymentId}` : '',
        heldMinor > 0n ? `${formatMoney(heldMinor, currency)} held by a payment or refund under way` : '',
      ]
        .filter(Boolean)
        .join('  '),
  );
}

function told(refunded: RefundedCredit): string {
  if (refunded.kind === 'outside')
    return `Recorded: ${formatMoney(refunded.amountMinor, refunded.currency)} of credit handed back outside.`;
  const { id, state, known, amountMinor, currency, failureCode } = refunded.refund;
  const amount = formatMoney(amountMinor, currency);
  if (state === 'succeeded') return `Refunded ${amount} of credit. Refund ${id}.`;
  if (state === 'pending')
    return known
      ? `${amount} is on its way. Refund ${id}.`
      : `The gateway has not answered; refund ${id} is looked up every minute.`;
  return `The gateway refused (${failureCode ?? 'no reason given'}). The credit is as it was.`;
}
