import type { ActionFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { readListForm } from '~/components/invoices/list-form';
import { changeSelection } from '~/domain/selections/change-selection.server';

/** Where the open list's script stores its ticks while the reader goes on; the list's buttons store them as well. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, vendor } = await requireContact({ request, context });
  const { change } = readListForm(await request.formData());
  await changeSelection(actor, change, vendor.timeZone, new Date());
  return new Response(null, { status: 204 });
}
