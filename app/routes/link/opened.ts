import type { ActionFunctionArgs } from '@remix-run/node';
import { requireLink } from '~/auth/link/require-link.server';
import { whoIsStaff } from '~/auth/staff/who-is-staff.server';
import { countOpen } from '~/domain/payment-links/count-open.server';

/** The page's script tells that a person looks at the link. Staff of the vendor who look at their own link do not count. */
export async function action(args: ActionFunctionArgs) {
  const { link } = await requireLink(args);
  const staff = await whoIsStaff(args);
  if (staff?.vendorId !== link.vendorId) {
    const userAgent = args.request.headers.get('user-agent');
    await countOpen(link, { userAgent, clientAddress: args.context.clientAddress, now: new Date() });
  }
  return new Response(null, { status: 204 });
}
