import { amountAsked, amountExample, readTypedAmount } from '~/domain/payments/typed-amount';
import type { Words } from '~/domain/payments/words';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { formatMoney, sumMinor, type Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import type { RequestRefundInput, RequestRefundRefusal } from './request-refund.types';
import type { ReversalPart } from './spread-reversal';

export type TypedRefund = { what: string; amount: string; parts: Record<string, string>; reason: string };

type Asked = Pick<RequestRefundInput, 'refundId' | 'what' | 'reason'>;

const NOTHING = 'Nothing was refunded.';

export function typedRefund(form: FormData): TypedRefund {
  const parts = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith('part:') && typeof value === 'string' ? [[name.slice(5), value] as const] : [],
  );
  const [what, amount, reason] = ['what', 'amount', 'reason'].map((name) => formText(form, name)) as [
    string,
    string,
    string,
  ];
  return { what, amount, parts: Object.fromEntries(parts), reason };
}

/** What the page of refunding sends: all that is left, so much by the rule, or so much off each invoice that is named. */
export function readRefundForm(form: FormData, currency: Currency): Result<{ asked: Asked }, Words> {
  const typed = typedRefund(form);
  const refundId = formText(form, 'id');
  const wrong = (title: string, field?: string) => refuse({ title, lines: [NOTHING], field });
  if (!isId(refundId)) return wrong('The form was incomplete. Load this page again.');
  const asked = { refundId, reason: typed.reason };
  if (typed.what === 'all') return { ok: true, asked: { ...asked, what: { kind: 'all' } } };
  if (typed.what === 'amount') {
    const amountMinor = readTypedAmount(typed.amount, currency);
    if (!amountMinor) return wrong(amountAsked(currency), 'amount');
    return { ok: true, asked: { ...asked, what: { kind: 'amount', amountMinor } } };
  }
  const parts: ReversalPart[] = [];
  for (const [invoiceId, text] of Object.entries(typed.parts)) {
    if (text.trim() === '') continue;
    const amountMinor = readTypedAmount(text, currency);
    if (amountMinor === null || !isId(invoiceId))
      return wrong(
        `“${text}” is no amount in ${currency}: type it as in ${amountExample(currency)}.`,
        `part:${invoiceId}`,
      );
    if (amountMinor > 0n) parts.push({ invoiceId, amountMinor });
  }
  if (parts.length === 0) return wrong('Type how much comes off at least one invoice.');
  return { ok: true, asked: { ...asked, what: { kind: 'parts', parts } } };
}

/** "$50.00"; of all that is left nobody knows how much it will be. */
export function refundInWords(what: Asked['what'], currency: Currency): string {
  if (what.kind === 'all') return 'all that is left';
  const parts = what.kind === 'parts' ? what.parts : [what];
  return formatMoney(sumMinor(parts.map(({ amountMinor }) => amountMinor)), currency);
}

/** Why nothing was given back, and the status of the page that says so. */
export function refundRefusal(refusal: RequestRefundRefusal): Words & { status: number } {
  const told = (status: number, title: string, next = '', field?: string) => ({
    status,
    title,
    lines: [next ? `${NOTHING} ${next}` : NOTHING],
    field,
  });
  switch (refusal.kind) {
    case 'not-allowed':
      return told(403, 'Your role lets you look.', 'Ask an owner or a biller.');
    case 'no-reason':
      return told(422, 'Say why: the customer reads it.', '', 'reason');
    case 'no-payment':
      return told(404, 'There is no such payment.');
    case 'not-settled':
      return told(409, 'This payment has not been paid, so there is nothing to give back.');
    case 'not-an-amount':
      return told(422, 'Type an amount above zero.', '', 'amount');
    case 'nothing-left':
      return told(409, 'All of this payment has gone back already.');
    case 'too-much':
      return told(
        409,
        `Only ${formatMoney(refusal.leftMinor, refusal.currency)} of it is left.`,
        'Type that, or less.',
        'amount',
      );
    case 'too-much-on-invoice':
      return told(
        409,
        `Only ${formatMoney(refusal.leftMinor, refusal.currency)} of it is left on ${refusal.number}.`,
        'Type that, or less.',
      );
    case 'not-on-payment':
      return told(409, 'This payment did not pay one of these invoices.');
    case 'no-credit':
      return told(409, 'Nothing of that credit is left.');
    case 'disputed':
      return told(409, 'A chargeback forbids refunds of this payment.', 'The bank has the money, or may take it.');
    case 'not-chargeable':
      return told(
        422,
        `The gateway cannot move exactly this amount of ${refusal.currency}.`,
        'Type another one.',
        'amount',
      );
    case 'other-request':
      return told(409, 'This page asked for another refund already.', 'Load it again to refund more.');
  }
}
