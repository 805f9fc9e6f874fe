import { amountAsked, readTypedAmount } from '~/domain/payments/typed-amount';
import type { QuoteLine } from '~/domain/payments/quote';
import type { Words } from '~/domain/payments/words';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { formatMoney, type Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';

export type ChargeForm = {
  /** Of the payment now, or of the charge on a date. */
  id: string;
  quote: QuoteLine[];
  methodId: string;
  when: 'now' | 'due';
};

const NOTHING = 'Nothing was charged.';

/** What the page of charging one invoice sends: of what it showed to be due, the amount that was typed. */
export function readChargeForm(
  form: FormData,
  { id: invoiceId, currency }: { id: string; currency: Currency },
): Result<ChargeForm, Words> {
  const [id, methodId] = [formText(form, 'id'), formText(form, 'method')];
  const shown = /^(\d{1,9}):(\d{1,15})$/.exec(formText(form, 'shown'));
  if (!isId(id) || !shown)
    return refuse({ title: 'The form was incomplete.', lines: [`${NOTHING} Load this page again.`] });
  if (!isId(methodId)) return refuse({ title: 'Choose what to charge.', lines: [NOTHING] });
  const [version, dueMinor] = [Number.parseInt(shown[1] ?? '', 10), BigInt(shown[2] ?? '')];
  const payMinor = readTypedAmount(formText(form, 'amount'), currency);
  if (payMinor === null || payMinor === 0n)
    return refuse({ title: amountAsked(currency), lines: [NOTHING], field: 'amount' });
  if (payMinor > dueMinor)
    return refuse({
      title: `Only ${formatMoney(dueMinor, currency)} is due.`,
      lines: [`${NOTHING} Charge that, or less: the rest stays open.`],
      field: 'amount',
    });
  const when = formText(form, 'when') === 'due' ? 'due' : 'now';
  return { ok: true, id, methodId, when, quote: [{ invoiceId, version, dueMinor, payMinor }] };
}
