import { loadCreditTerms } from '~/domain/credits/available-credit.server';
import { planCredit } from '~/domain/credits/plan-credit';
import { chargeRules } from '~/gateways/gateway-amount';
import { getConfig } from '~/lib/config.server';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Result } from '~/lib/result';
import type { StaffPayer } from './payer';
import { quoteTotal, type QuoteLine } from './quote';
import { startPayment } from './start-payment.server';
import type { StartedPayment, StartPaymentRefusal } from './start-payment.types';

export type ChargeOnFileInput = {
  /** Minted by the page: the same id is the same charge. */
  paymentId: string;
  currency: Currency;
  quote: QuoteLine[];
  methodId: string;
  cause: string;
};

/** So often the credit may change between looking and holding before it is told. */
const LOOKS = 3;

/**
 * Charges a method that a customer keeps, in staff's name: the customer is not there, so no fee is passed on, nobody is
 * sent to a bank, and credit is used only where the vendor always wants it. Otherwise startPayment's own promise: once,
 * as it was shown, or not at all.
 */
export async function chargeOnFile(
  payer: StaffPayer,
  input: ChargeOnFileInput,
  now: Date,
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  const returnUrl = new URL(paths.payment(input.paymentId), getConfig().APP_URL).href;
  const method = { kind: 'saved' as const, methodId: input.methodId };
  for (let look = 1; ; look++) {
    const creditMinor = (await usedBefore(payer, input.paymentId)) ?? (await planned(payer, input)).usedMinor;
    const charged = await startPayment(payer, { ...input, method, creditMinor, returnUrl, inPlace: false }, now);
    if (charged.ok || look === LOOKS || charged.refusal.kind !== 'changed') return charged;
    if (charged.refusal.changes.some((change) => change.kind !== 'credit')) return charged;
  }
}

/** Who asks again gets the same answer, whatever became of the credit since. */
async function usedBefore({ vendorId, customerId }: StaffPayer, paymentId: string): Promise<bigint | null> {
  const payment = await db.payment.findFirst({
    where: { id: paymentId, vendorId, customerId },
    select: { creditMinor: true },
  });
  return payment?.creditMinor ?? null;
}

const planned = (payer: StaffPayer, { currency, quote }: ChargeOnFileInput) =>
  planCharge(payer, { currency, totalMinor: quoteTotal(quote) });

/** What a charge of so much would use of the customer's credit, as things stand. */
export async function planCharge(
  of: { vendorId: string; customerId: string },
  { currency, totalMinor }: { currency: Currency; totalMinor: bigint },
): Promise<{ availableMinor: bigint; usedMinor: bigint }> {
  const { use, availableMinor } = await loadCreditTerms(of, currency);
  const usedMinor = use === 'always' ? planCredit(totalMinor, availableMinor, chargeRules(currency)) : 0n;
  return { availableMinor, usedMinor };
}
