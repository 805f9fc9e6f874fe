import type { Currency } from '~/lib/money';

/** What could be paid of one currency. Several of them are never summed. */
export type PayableTotal = { currency: Currency; count: number; dueMinor: bigint };
