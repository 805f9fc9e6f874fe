import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { CustomerForm } from '~/components/vendor/customers/customer-form';
import { readContactForm, readCustomerForm } from '~/components/vendor/customers/read-customer-form';
import { createCustomer } from '~/domain/customers/save-customer.server';
import { suggestNumber } from '~/domain/customers/suggest-number.server';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'New customer · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  return { customerId: newId(), suggested: await suggestNumber(actor), vendorLanguage: vendor.language };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const typed = { ...readCustomerForm(form), ...readContactForm(form) };
  const customerId = formText(form, 'customerId');
  const made = await createCustomer(actor, { ...typed, customerId }, { cause, now: new Date() });
  if (made.ok) return redirect(`${paths.vendor.customer(made.customerId)}?done=created`, 303);
  const { refusal } = made;
  if (refusal.kind === 'fields')
    return data({ typed, customerId, problems: refusal.problems, madeAlready: false }, { status: 422 });
  // The next try is another customer, under an id of its own.
  return data({ typed, customerId: newId(), problems: {}, madeAlready: true }, { status: 409 });
}

export default function NewCustomer() {
  const { customerId, ...page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <CustomerForm {...page} customerId={refused?.customerId ?? customerId} refused={refused ?? null} />;
}
