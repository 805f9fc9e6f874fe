import type { Currency } from '~/lib/money';

/** Notice must be long enough to stop a charge, and short enough to be remembered. */
export const NOTICE_DAYS = { least: 1, most: 14, usual: 3 } as const;

/** What a customer has agreed to in one currency. */
export type AutopayTerms = {
  id: string;
  currency: Currency;
  methodId: string;
  methodBrand: string;
  methodLast4: string;
  capMinor: bigint;
  noticeDays: number;
  startedAt: Date;
  /** Who agreed. */
  agreedBy: string;
};

/** What a saved method would be charged for by itself. */
export type MethodUses = { charges: number; autopayIn: Currency[] };

export type AutopayEnd = 'customer' | 'changed' | 'method-removed';

export type SetAutopayRefusal =
  | { kind: 'viewer' }
  | { kind: 'method-gone' }
  | { kind: 'method-not-for-currency' }
  | { kind: 'cap-out-of-range'; minMinor: bigint; maxMinor: bigint }
  | { kind: 'notice-out-of-range' };
