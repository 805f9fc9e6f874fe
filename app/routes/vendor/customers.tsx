import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { CustomersPage } from '~/components/vendor/customers/customers-page';
import { customerSearch, parseCustomerQuery } from '~/domain/customers/customer-query';
import { listCustomers } from '~/domain/customers/list-customers.server';
import { isExpired } from '~/domain/payment-methods/method-words';
import { dateIn } from '~/lib/dates';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Customers · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const now = new Date();
  const query = parseCustomerQuery(new URL(args.request.url).searchParams);
  const { rows, ...page } = await listCustomers(actor, query, dateIn(vendor.timeZone, now));
  // Its rows have gone since the address was made: the list starts over.
  if (rows.length === 0 && (query.after || query.before))
    throw redirect(`${paths.vendor.customers}${customerSearch({ ...query, after: null, before: null })}`, 303);
  return {
    ...page,
    query,
    rows: rows.map((row) => ({
      ...row,
      method: row.method && { ...row.method, expired: isExpired(row.method, vendor.timeZone, now) },
    })),
    mayChange: mayAct(actor.role, 'biller'),
  };
}

export default function Customers() {
  return <CustomersPage {...useLoaderData<typeof loader>()} />;
}
