import type { OfferedMethod } from '~/components/pay/pay-page.types';
import type { AutopayTerms } from '~/domain/autopay/autopay';
import type { CustomerProblems, TypedContact } from '~/domain/customers/customer-fields';
import type { FoundCustomer } from '~/domain/customers/find-customer.server';
import type { ListedContact } from '~/domain/customers/list-contacts.server';
import type { Account } from '~/domain/customers/load-account.server';
import type { ListedPayment } from '~/domain/payments/list-payments.server';
import type { StatementKind } from '~/domain/statements/statement-query';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';

export type ShownContact = ListedContact & { lastSeen: string | null };
export type ShownAutopay = AutopayTerms & { method: string; since: string };
export type ShownPayment = ListedPayment & { on: string };
export type ShownActivity = { at: string; when: string; what: string; who: string | null; page: string | null };
export type StatementOffer = { kinds: readonly StatementKind[]; currencies: Currency[]; today: CalendarDate };

/** What the customer's page was not willing to do. */
export type CustomerRefused =
  { about: 'contact'; typed: TypedContact; problems: CustomerProblems } | { about: 'gone'; words: string };

export type CustomerPageProps = {
  customer: FoundCustomer & { since: string };
  account: Account;
  contacts: ShownContact[];
  methods: OfferedMethod[];
  autopays: ShownAutopay[];
  payments: ShownPayment[];
  activity: ShownActivity[];
  statement: StatementOffer;
  today: CalendarDate;
  mayChange: boolean;
  /** Minted with the page: asking for a method under the same one is one mail. */
  requestId: string;
  /** What was done a moment ago. */
  done: string | null;
  refused: CustomerRefused | null;
};
