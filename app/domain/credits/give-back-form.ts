import { amountAsked, readTypedAmount } from '~/domain/payments/typed-amount';
import type { Words } from '~/domain/payments/words';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import type { RefundCreditInput } from './refund-credit.server';

export type TypedGiveBack = { credit: string; amount: string; way: string; reason: string };

type Asked = Pick<RefundCreditInput, 'refundId' | 'creditId' | 'amountMinor' | 'outside' | 'reason'>;

export function typedGiveBack(form: FormData): TypedGiveBack {
  const [credit, amount, way, reason] = ['credit', 'amount', 'way', 'reason'].map((name) => formText(form, name)) as [
    string,
    string,
    string,
    string,
  ];
  return { credit, amount, way, reason };
}

/** What the page of giving credit back sends: which, how much of it (all that is left where nothing is typed), and which way. */
export function readGiveBack(form: FormData, currency: Currency | null): Result<{ asked: Asked }, Words> {
  const { credit, amount, way, reason } = typedGiveBack(form);
  const wrong = (title: string, field?: keyof TypedGiveBack) =>
    refuse({ title, lines: ['Nothing was given back.'], field });
  const refundId = formText(form, 'id');
  if (!isId(refundId)) return wrong('The form was incomplete. Load this page again.');
  if (currency === null) return wrong('Choose which credit is given back.', 'credit');
  const amountMinor = amount.trim() === '' ? null : readTypedAmount(amount, currency);
  if (amount.trim() !== '' && !amountMinor) return wrong(amountAsked(currency), 'amount');
  return { ok: true, asked: { refundId, creditId: credit, amountMinor, outside: way === 'outside', reason } };
}
