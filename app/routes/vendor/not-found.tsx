import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';

/** Every address below the vendor's desk that is none of ours. Shown in the desk's frame, by its error page. */
export async function loader(args: LoaderFunctionArgs): Promise<never> {
  await requireStaff(args);
  throw new Response(null, { status: 404, statusText: 'Not Found' });
}

export const action = loader;

export default function VendorNotFound() {
  return null;
}
