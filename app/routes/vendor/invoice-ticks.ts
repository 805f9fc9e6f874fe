import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { readInvoicesForm } from '~/components/vendor/invoices/invoices-form';
import { loadStaffSelection } from '~/domain/staff-selections/load-staff-selection.server';
import { changeStaffSelection } from '~/domain/staff-selections/change-staff-selection.server';

/** How many invoices are selected. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  return Response.json({ count: (await loadStaffSelection(actor)).length });
}

/** Where the list's script stores its ticks while the reader goes on; the list's buttons store them as well. */
export async function action(args: ActionFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const { change } = readInvoicesForm(await args.request.formData());
  await changeStaffSelection(actor, change, { timeZone: vendor.timeZone, now: new Date() });
  return new Response(null, { status: 204 });
}
