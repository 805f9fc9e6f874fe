import { dateIn } from '~/lib/dates';
import { parseDeskQuery, type DeskProblems, type DeskQuery, type TypedFields } from './desk-query';
import type { DeskScope } from './desk-where.server';
import { findCustomer, type FoundCustomer } from './find-customer.server';

export type ReadScope = {
  scope: DeskScope & { view: DeskQuery };
  problems: DeskProblems;
  typed: TypedFields;
  customer: FoundCustomer | null;
  /** Whom the customer field may mean, where it names nobody for certain. */
  offered: FoundCustomer[];
};

/** What the list at an address shows: its query, judged today in the vendor's zone, and the customer that it names. */
export async function readDeskScope(
  { vendorId }: { vendorId: string },
  params: URLSearchParams,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<ReadScope> {
  const { query, problems, typed } = parseDeskQuery(params);
  const asked = query.filter.customer;
  const { customer, offered } = asked === '' ? { customer: null, offered: [] } : await findCustomer(vendorId, asked);
  if (asked !== '' && !customer)
    problems.customer =
      offered.length > 0 ? 'More than one customer begins so.' : 'No customer of yours has that number or name.';
  const scope = { vendorId, view: query, customerId: customer?.id ?? null, today: dateIn(timeZone, now) };
  return { scope, problems, typed, customer, offered };
}
