import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { stopViewing, viewAsCustomer } from '~/auth/staff/view-as-customer.server';
import { paths } from '~/lib/paths';

/** A button begins it and a button ends it: opening the address does nothing. */
export function loader() {
  return redirect(paths.vendor.overview, 303);
}

export async function action(args: ActionFunctionArgs) {
  const me = await requireStaff(args);
  const form = await args.request.formData();
  if (form.get('intent') === 'stop') {
    await stopViewing(me);
    return redirect(paths.vendor.overview, 303);
  }
  if (!(await viewAsCustomer(me, form.get('customerId'), new Date())))
    throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  return redirect(paths.invoices, 303);
}
