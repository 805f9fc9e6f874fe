import type { Currency } from '~/lib/money';

/** What a customer could use of their credit now. Several currencies are never summed. */
export type AvailableCredit = { currency: Currency; amountMinor: bigint };
