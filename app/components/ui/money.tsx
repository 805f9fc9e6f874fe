import { useFormats } from '~/components/language';
import type { Currency } from '~/lib/money';

/** An amount in tabular figures. Flush right in a column of one currency, the decimal points stand below each other. */
export function Money({
  amountMinor,
  currency,
  className = '',
}: {
  amountMinor: bigint;
  currency: Currency;
  className?: string;
}) {
  const { money } = useFormats();
  return <span className={`whitespace-nowrap tabular-nums ${className}`}>{money(amountMinor, currency)}</span>;
}
