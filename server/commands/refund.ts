import type { RequestedRefund, RequestRefundRefusal } from '../../app/domain/refunds/request-refund.types';
import { formatMoney } from '../../app/lib/money';
import { defineCommand } from './command';

export const refundCommand = defineCommand({
  name: 'refund',
  summary: 'Give back a settled payment, or a part of it',
  usage: [
    'PAYMENT --reason TEXT [--amount 12.34 | --invoice NUMBER=12.34 …] [--staff EMAIL] [--id UUID] [--json]',
    '',
    '  PAYMENT               the payment’s id, or the number of its receipt with --vendor',
    '  --reason TEXT         stands on the refund document the customer gets',
    '  --amount 12.34        so much, off the invoices that were due last; all that is left if nothing is said',
    '  --invoice NUMBER=12.34  so much off this invoice; may be given several times',
    '  --staff EMAIL         who gives it back; without it the audit log says that the command did',
    '  --vendor SLUG         whose receipt number it is, where there are several vendors',
    '  --id UUID             name the refund yourself: the same id again asks the same thing again, never twice',
    '',
    'Exit code 1 if it is refused or fails. A refund without an answer is found out about every minute.',
  ].join('\n'),
  options: {
    reason: { type: 'string' },
    amount: { type: 'string' },
    invoice: { type: 'string', multiple: true },
    staff: { type: 'string' },
    vendor: { type: 'string' },
    id: { type: 'string' },
  },
  needsGateway: true,
  async run({ values, positionals }, { now, json, out }) {
    const { refundByCommand } = await import('../../app/domain/refunds/refund-by-command.server');
    const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
    const problem = (words: string, code: number) => {
      out(json ? JSON.stringify({ ok: false, problem: words }) : words);
      return code;
    };
    const [payment, ...others] = positionals;
    if (payment === undefined || others.length > 0) return problem('Name exactly one payment.', 2);
    const invoices = (values as Record<string, unknown>)['invoice'] as string[] | undefined;
    const result = await refundByCommand(
      {
        payment,
        reason: text('reason') ?? '',
        amount: text('amount'),
        invoices: invoices ?? [],
        staffEmail: text('staff'),
        vendorSlug: text('vendor'),
        refundId: text('id'),
      },
      now,
    );
    if (!result.ok) {
      if ('problem' in result.refusal) return problem(result.refusal.problem, 2);
      return problem(refundRefusalWords(result.refusal), 1);
    }
    const { refund } = result;
    if (json)
      out(JSON.stringify({ ok: refund.state !== 'failed', ...refund, amountMinor: refund.amountMinor.toString() }));
    else out(outcome(refund));
    return refund.state === 'failed' || refund.state === 'cancelled' ? 1 : 0;
  },
});

function outcome({ id, state, known, amountMinor, currency, failureCode }: RequestedRefund): string {
  const amount = formatMoney(amountMinor, currency);
  if (state === 'succeeded') return `Refunded ${amount}. Refund ${id}.`;
  if (state === 'pending')
    return known
      ? `${amount} is on its way. Refund ${id}.`
      : `The gateway has not answered. Nothing is lost: refund ${id} of ${amount} is looked up every minute.`;
  return `The gateway refused (${failureCode ?? 'no reason given'}). Nothing was refunded.`;
}

/** Why nothing was given back. */
export function refundRefusalWords(refusal: RequestRefundRefusal): string {
  switch (refusal.kind) {
    case 'not-allowed':
      return 'This member of staff may look, but not refund.';
    case 'no-reason':
      return 'A refund needs a reason: --reason TEXT.';
    case 'no-payment':
      return 'There is no such payment.';
    case 'not-settled':
      return 'This payment has not been paid, so there is nothing to give back.';
    case 'not-an-amount':
      return 'An amount must be above zero, and an invoice may be named once.';
    case 'nothing-left':
      return 'All of this payment has gone back already.';
    case 'too-much':
      return `Only ${formatMoney(refusal.leftMinor, refusal.currency)} of this payment is left.`;
    case 'too-much-on-invoice':
      return `Only ${formatMoney(refusal.leftMinor, refusal.currency)} of this payment is left on ${refusal.number}.`;
    case 'not-on-payment':
      return 'This payment did not pay one of the invoices named.';
    case 'no-credit':
      return 'Nothing of that credit is left, or it is not of this payment.';
    case 'disputed':
      return 'A dispute forbids refunds of this payment: the bank has, or may take, the money.';
    case 'not-chargeable':
      return `The gateway cannot move exactly this amount of ${refusal.currency}.`;
    case 'other-request':
      return 'This id belongs to another refund; nothing was refunded.';
  }
}
