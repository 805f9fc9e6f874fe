import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { ImportPage } from '~/components/vendor/customers/import-page';
import { confirmImport } from '~/domain/customer-imports/confirm-import.server';
import { loadImport } from '~/domain/customer-imports/load-import.server';
import { formatInstant } from '~/lib/dates';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Import customers · Quittance' }];

const PROBLEMS_SHOWN = 200;

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const found = await loadImport(actor, args.params['importId']);
  if (!found) throw noSuchImport();
  const { problems, sameFileAt, ...rest } = found;
  return {
    file: rest,
    problems: problems.slice(0, PROBLEMS_SHOWN),
    problemCount: problems.length,
    sameFileAt: sameFileAt && formatInstant(sameFileAt, vendor.timeZone),
  };
}

/** Yes, let them in. */
export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const confirmed = await confirmImport(actor, args.params['importId'], { cause, now: new Date() });
  if (!confirmed.ok) throw noSuchImport();
  return redirect(paths.vendor.customerImport(String(args.params['importId'])), 303);
}

function noSuchImport(): Response {
  return new Response('There is no such import.', { status: 404, statusText: 'Not Found' });
}

export default function CustomerImport() {
  return <ImportPage {...useLoaderData<typeof loader>()} />;
}
