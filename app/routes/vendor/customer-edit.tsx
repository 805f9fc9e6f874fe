import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { EditCustomer } from '~/components/vendor/customers/customer-form';
import { readCustomerForm } from '~/components/vendor/customers/read-customer-form';
import { changeCustomer } from '~/domain/customers/save-customer.server';
import { paths } from '~/lib/paths';
import { customerOf, noSuchCustomer } from './customer-of.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Edit ${data?.customer.name ?? 'customer'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const { id, number, name, addressLines, taxId, language } = await customerOf(actor, args.params['id']);
  const address = addressLines.join('\n');
  return {
    customer: { id, number, name, address, taxId: taxId ?? '', language: language ?? '' },
    vendorLanguage: vendor.language,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const typed = readCustomerForm(await args.request.formData());
  const { id } = await customerOf(actor, args.params['id']);
  const changed = await changeCustomer(actor, { ...typed, customerId: id }, { cause, now: new Date() });
  if (changed.ok) return redirect(`${paths.vendor.customer(id)}?done=changed`, 303);
  if (changed.refusal.kind !== 'fields') throw noSuchCustomer();
  return data({ typed, problems: changed.refusal.problems }, { status: 422 });
}

export default function CustomerEdit() {
  return <EditCustomer {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
