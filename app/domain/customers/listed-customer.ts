import type { Currency } from '~/lib/money';

/** What a customer owes in one currency; several are never summed. */
export type Balance = { currency: Currency; openMinor: bigint; overdueMinor: bigint };

/** One line of the vendor's list of customers. */
export type ListedCustomer = {
  id: string;
  number: string;
  name: string;
  balances: Balance[];
  /** The method that is offered first, and how many there are beside it. */
  method: { brand: string; last4: string; expMonth: number | null; expYear: number | null; others: number } | null;
  /** Currencies in which AutoPay is on. */
  autopayIn: Currency[];
};
