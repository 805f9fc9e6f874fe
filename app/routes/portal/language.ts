import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { localPath } from '~/auth/local-path';
import { formText } from '~/lib/form-text';
import { isLanguage } from '~/lib/languages/language';
import { languageCookie } from '~/lib/languages/page-language';
import { paths } from '~/lib/paths';

/** In which language this browser shows the pages. Needs no session: it only sets the reader's own cookie. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const language = formText(form, 'language');
  const to = localPath(form.get('to'), paths.invoices);
  return redirect(to, {
    status: 303,
    headers: isLanguage(language) ? { 'Set-Cookie': languageCookie(language) } : {},
  });
}

export function loader() {
  return redirect(paths.home, 303);
}
