import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { parseCustomerQuery } from '~/domain/customers/customer-query';
import { customersCsv } from '~/domain/customers/customers-csv.server';

/** The list of customers as a file, with the same filter in the address. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const query = parseCustomerQuery(new URL(args.request.url).searchParams);
  const { filename, stream } = await customersCsv(actor, query, vendor, new Date());
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
}
