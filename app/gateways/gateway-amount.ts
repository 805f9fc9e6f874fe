import { exponentOf, type Currency } from '~/lib/money';

/**
 * The gateway counts some currencies otherwise than ISO 4217 does: MGA without decimals; ISK and UGX with two,
 * in multiples of 100; three-decimal currencies must end in 0 (Stripe, "Supported currencies").
 * Null when the amount cannot be charged there to the last unit.
 */
export function toGatewayAmount(amountMinor: bigint, currency: Currency): number | null {
  const amount = scale(amountMinor, currency);
  // The wire format is a JSON number; up to eight digits are exact.
  return amount === null || amount > MAX_GATEWAY_AMOUNT ? null : Number(amount);
}

/** The other way round, for what the gateway reports. */
export function fromGatewayAmount(amount: number, currency: Currency): bigint {
  const units = BigInt(amount);
  if (currency === 'MGA') return units * 100n;
  return currency === 'ISK' || currency === 'UGX' ? units / 100n : units;
}

const MAX_GATEWAY_AMOUNT = 99_999_999n;

/** The least and the most one payment can be, in minor units. The least is about half a US dollar. */
export function gatewayLimits(currency: Currency): { minMinor: bigint; maxMinor: bigint } {
  const exponent = exponentOf(currency);
  const max = fromGatewayAmount(Number(MAX_GATEWAY_AMOUNT), currency);
  return { minMinor: exponent === 0 ? 50n : 50n * 10n ** BigInt(exponent - 2), maxMinor: max };
}

/** What every amount there must be a multiple of. */
export function gatewayStep(currency: Currency): bigint {
  if (currency === 'MGA') return 100n;
  return exponentOf(currency) === 3 ? 10n : 1n;
}

/** What a charge must be: at least so much, and a multiple of the smallest amount the gateway can move, which is `perStep` in its own counting. */
export function chargeRules(currency: Currency): { minMinor: bigint; stepMinor: bigint; perStep: number } {
  const stepMinor = gatewayStep(currency);
  return { minMinor: gatewayLimits(currency).minMinor, stepMinor, perStep: toGatewayAmount(stepMinor, currency) ?? 1 };
}

function scale(amountMinor: bigint, currency: Currency): bigint | null {
  if (amountMinor % gatewayStep(currency) !== 0n) return null;
  if (currency === 'MGA') return amountMinor / 100n;
  return currency === 'ISK' || currency === 'UGX' ? amountMinor * 100n : amountMinor;
}
