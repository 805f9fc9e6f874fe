import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { EditCustomer } from '~/components/vendor/customers/customer-form';
import { readSentFields } from '~/components/vendor/customers/read-customer-form';
import { asTyped, changeCustomer } from '~/domain/customers/save-customer.server';
import { paths } from '~/lib/paths';
import { customerOf, noSuchCustomer } from './customer-of.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Edit ${data?.customer.name ?? 'customer'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const { id, ...customer } = await customerOf(actor, args.params['id']);
  return { customer: { id, ...asTyped(customer) }, vendorLanguage: vendor.language };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const said = readSentFields(await args.request.formData());
  const { id, ...customer } = await customerOf(actor, args.params['id']);
  const changed = await changeCustomer(actor, { ...said, customerId: id }, { cause, now: new Date() });
  if (changed.ok) return redirect(`${paths.vendor.customer(id)}?done=changed`, 303);
  if (changed.refusal.kind !== 'fields') throw noSuchCustomer();
  const typed = { ...asTyped(customer), ...said };
  return data({ typed, problems: changed.refusal.problems }, { status: 422 });
}

export default function CustomerEdit() {
  return <EditCustomer {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
