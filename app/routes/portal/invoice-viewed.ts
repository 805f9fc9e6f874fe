import type { ActionFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { countView } from '~/domain/invoices/count-view.server';

/** The page's script tells that somebody of the customer looks at the invoice. */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireContact(args);
  const userAgent = args.request.headers.get('user-agent');
  await countView(actor, args.params['id'], { contactId: actor.contactId }, { userAgent, now: new Date() });
  return new Response(null, { status: 204 });
}
