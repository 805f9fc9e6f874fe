import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { localPath } from '~/auth/local-path';
import { paths } from '~/lib/paths';
import { isTheme, themeCookie } from '~/lib/theme';

/** Light, dark or as the system has it. Needs no session: it only sets the reader's own cookie. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get('theme');
  return redirect(localPath(form.get('to'), paths.invoices), {
    status: 303,
    headers: { 'Set-Cookie': themeCookie(isTheme(theme) ? theme : 'system') },
  });
}

export function loader() {
  return redirect(paths.home, 303);
}
