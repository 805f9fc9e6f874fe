import { useRichWords } from '~/components/language';
import { Money } from '~/components/ui/money';
import { MethodName } from './method-mark';
import type { ShownPayment } from './payment-page.types';
import { paymentWords } from './payment.words';

/** "$300.00", "$300.00 and $20.00 credit", "$20.00 credit". */
export function Amount({ payment }: { payment: Pick<ShownPayment, 'amountMinor' | 'creditMinor' | 'currency'> }) {
  const rich = useRichWords(paymentWords);
  const { amountMinor, creditMinor, currency } = payment;
  const amount = <Money amountMinor={amountMinor} currency={currency} />;
  if (creditMinor === 0n) return amount;
  const credit = <Money amountMinor={creditMinor} currency={currency} />;
  return <>{amountMinor > 0n ? rich('amountAndCredit', { amount, credit }) : rich('onlyCredit', { credit })}</>;
}

/** "$300.00 for 3 invoices with Visa •••• 4242". */
export function What({ payment }: { payment: ShownPayment }) {
  const rich = useRichWords(paymentWords);
  const what = { amount: <Amount payment={payment} />, count: payment.invoiceCount };
  const { method } = payment;
  return <>{method ? rich('whatWith', { ...what, method: <MethodName {...method} /> }) : rich('what', what)}</>;
}
