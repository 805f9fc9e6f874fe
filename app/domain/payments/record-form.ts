import { dateIn, isCalendarDate, middayIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { isSpreadRule, type SpreadRule } from './spread';
import { amountAsked, readTypedAmount } from './typed-amount';
import type { Words } from './words';

/** How money comes that comes without us. */
export const OUTSIDE_WAYS = { wire: 'Bank transfer', cheque: 'Cheque', cash: 'Cash', other: 'Other' } as const;
export type OutsideWay = keyof typeof OUTSIDE_WAYS;

export type TypedRecord = { amount: string; receivedOn: string; way: string; reference: string; over: string };

export type RecordedForm = {
  paymentId: string;
  amountMinor: bigint;
  receivedAt: Date;
  note: string;
  over: { parts: { invoiceId: string; amountMinor: bigint }[] } | { rule: SpreadRule };
  typed: TypedRecord;
};

type Invoice = { id: string; currency: Currency; dueMinor: bigint };

/** What the page of recording a payment sends. For one invoice it takes what is due on it; the rest of the sum is credit. */
export function readRecordForm(
  form: FormData,
  invoice: Invoice,
  { timeZone, now }: { timeZone: string; now: Date },
): Result<{ recorded: RecordedForm }, Words & { typed: TypedRecord }> {
  const [amount, receivedOn, way, reference, over] = ['amount', 'receivedOn', 'way', 'reference', 'over'].map((name) =>
    formText(form, name),
  ) as [string, string, string, string, string];
  const typed = { amount, receivedOn, way, reference, over };
  const wrong = (title: string, field?: keyof TypedRecord) =>
    refuse({ title, lines: ['Nothing was recorded.'], typed, field });
  const paymentId = formText(form, 'id');
  if (!isId(paymentId)) return wrong('The form was incomplete. Load this page again.');
  const amountMinor = readTypedAmount(amount, invoice.currency);
  if (amountMinor === null || amountMinor === 0n) return wrong(amountAsked(invoice.currency), 'amount');
  if (!isCalendarDate(receivedOn)) return wrong('Choose the day on which it was received.', 'receivedOn');
  if (receivedOn > dateIn(timeZone, now))
    return wrong('What was received cannot be dated in the future.', 'receivedOn');
  if (!Object.hasOwn(OUTSIDE_WAYS, way)) return wrong('Choose how it came.', 'way');
  const midday = middayIn(timeZone, receivedOn);
  const share = amountMinor < invoice.dueMinor ? amountMinor : invoice.dueMinor;
  return {
    ok: true,
    recorded: {
      paymentId,
      amountMinor,
      receivedAt: midday < now ? midday : now,
      note: [OUTSIDE_WAYS[way as OutsideWay], reference.replaceAll('\0', '').trim()].filter(Boolean).join(' '),
      over: isSpreadRule(over)
        ? { rule: over }
        : { parts: share > 0n ? [{ invoiceId: invoice.id, amountMinor: share }] : [] },
      typed,
    },
  };
}
