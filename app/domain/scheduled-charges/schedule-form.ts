import { NEW_METHOD, readPayForm } from '~/domain/payments/pay-form';
import type { Words } from '~/domain/payments/words';
import { formText } from '~/lib/form-text';
import type { Language } from '~/lib/languages/language';
import { refuse, type Result } from '~/lib/result';
import { scheduleRefusalWords } from './charge-words';
import type { SchedulePaymentInput } from './schedule-payment.types';

/** Reads the pay page's form where it asks for a date: with scripts by its radio, without by a button of its own. Null when it pays now. */
export function readScheduleForm(
  form: FormData,
  language: Language = 'en',
): Result<{ input: Omit<SchedulePaymentInput, 'cause'> }, Words> | null {
  if (formText(form, 'when') !== 'later' && formText(form, 'intent') !== 'schedule') return null;
  if (formText(form, 'method') === NEW_METHOD)
    return refuse(scheduleRefusalWords({ kind: 'needs-saved-method' }, formText(form, 'currency'), language));
  const read = readPayForm(form, language);
  if (!read.ok) return read;
  const { paymentId, currency, quote, feeMinor, method } = read.input;
  const methodId = method.kind === 'saved' ? method.methodId : '';
  const chargeOn = formText(form, 'payOn');
  return { ok: true, input: { chargeId: paymentId, currency, quote, feeMinor, methodId, chargeOn } };
}
