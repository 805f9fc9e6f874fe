import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { clearCookie, readCookie, STAFF_COOKIE } from '~/auth/cookies';
import { causeOf } from '~/auth/guards.server';
import { staffSignOut } from '~/auth/staff/staff-sign-out.server';
import { paths } from '~/lib/paths';

/** Signing out is a button, never a link: opening the address does nothing. */
export function loader() {
  return redirect(paths.vendor.overview, 303);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const everywhere = (await request.formData()).get('everywhere') === '1';
  await staffSignOut({
    sessionToken: readCookie(request, STAFF_COOKIE),
    everywhere,
    cause: causeOf(context),
    now: new Date(),
  });
  const left = `${paths.vendor.signIn}?left=${everywhere ? 'everywhere' : 'here'}`;
  return redirect(left, { status: 303, headers: { 'Set-Cookie': clearCookie(STAFF_COOKIE) } });
}
