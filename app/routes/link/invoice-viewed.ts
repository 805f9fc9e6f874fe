import type { ActionFunctionArgs } from '@remix-run/node';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { whoIsStaff } from '~/auth/staff/who-is-staff.server';
import { countView } from '~/domain/invoices/count-view.server';
import { loadLinkInvoice } from '~/domain/payment-links/load-link-invoice.server';
import { whyEnded } from '~/domain/payment-links/payment-link';

/** The page's script tells that a person looks at an invoice of the link. Staff of the vendor do not count. */
export async function action(args: ActionFunctionArgs) {
  const { link } = await requireLink(args);
  const now = new Date();
  const invoice = whyEnded(link, now) ? null : await loadLinkInvoice(link, args.params['id'] ?? '');
  if (!invoice) throw noSuchLink();
  const staff = await whoIsStaff(args);
  const userAgent = args.request.headers.get('user-agent');
  if (staff?.vendorId !== link.vendorId) await countView(link, invoice.id, { linkId: link.linkId }, { userAgent, now });
  return new Response(null, { status: 204 });
}
