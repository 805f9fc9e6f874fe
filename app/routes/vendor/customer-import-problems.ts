import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { loadImport } from '~/domain/customer-imports/load-import.server';
import { problemsCsv } from '~/domain/customer-imports/problems-csv.server';
import { attachment } from '~/lib/attachment';

/** What is to be mended in a file, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const found = await loadImport(actor, args.params['importId']);
  if (!found) throw new Response('There is no such import.', { status: 404, statusText: 'Not Found' });
  return attachment({
    filename: 'customers-to-mend.csv',
    content: await problemsCsv(found.problems),
    type: 'text/csv; charset=utf-8',
  });
}
