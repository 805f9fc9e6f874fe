import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireLink } from '~/auth/link/require-link.server';
import { askForFreshLink } from '~/domain/payment-links/ask-for-fresh-link.server';
import { paths } from '~/lib/paths';

/** "Mail a fresh link to the address on file": the same answer whatever came of it. */
export async function action(args: ActionFunctionArgs) {
  const { link, cause } = await requireLink(args);
  const asked = await askForFreshLink(link, { clientAddress: args.context.clientAddress, cause, now: new Date() });
  return redirect(`${paths.link.pay(link.linkId)}?fresh=${asked.ok ? 'asked' : 'too-many'}`, 303);
}
