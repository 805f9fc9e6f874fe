import type { CalendarDate } from '~/lib/dates';
import { sumMinor, type Currency } from '~/lib/money';

export type NewInvoiceLine = {
  description: string;
  /** Thousandths: 1500 is one and a half. */
  quantityMilli: bigint;
  unitPriceMinor: bigint;
  /** Hundredths of a per cent: 1900 is 19 %. */
  taxRateBp: number;
  netMinor: bigint;
  taxMinor: bigint;
};

export type NewInvoice = {
  id: string;
  customerId: string;
  number: string;
  currency: Currency;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  summary: string;
  memo?: string | null;
  /** Null: a draft. */
  issuedAt: Date | null;
  /** When the row was made; now, if left out. */
  createdAt?: Date;
  /** The id of its ledger entry, where that must be known beforehand. */
  entryId?: string;
  lines: readonly NewInvoiceLine[];
};

/** A line worked out: net = quantity × unit price, tax on the net, each rounded half up to the minor unit. */
export function invoiceLine(line: {
  description: string;
  quantityMilli?: bigint;
  unitPriceMinor: bigint;
  taxRateBp?: number;
}): NewInvoiceLine {
  const { description, unitPriceMinor, quantityMilli = 1000n, taxRateBp = 0 } = line;
  const netMinor = divideHalfUp(quantityMilli * unitPriceMinor, 1000n);
  return {
    description,
    quantityMilli,
    unitPriceMinor,
    taxRateBp,
    netMinor,
    taxMinor: divideHalfUp(netMinor * BigInt(taxRateBp), 10_000n),
  };
}

export function invoiceTax(lines: readonly NewInvoiceLine[]): bigint {
  return sumMinor(lines.map((line) => line.taxMinor));
}

/** Σ net + Σ tax: the only way to a total, so that the lines always re-add. */
export function invoiceTotal(lines: readonly NewInvoiceLine[]): bigint {
  return sumMinor(lines.map((line) => line.netMinor)) + invoiceTax(lines);
}

/** Half goes away from nought, so that a credit line mirrors its charge. */
function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -quotient : quotient;
}
