import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { readStatementQuery } from '~/domain/statements/read-statement-query.server';
import { statementCsv } from '~/domain/statements/statement-csv.server';
import { customerOf } from './customer-of.server';

/** The same as a file of figures. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const customer = await customerOf(actor, args.params['id']);
  const scope = { vendorId: actor.vendorId, customerId: customer.id };
  const now = new Date();
  const { query, problems } = await readStatementQuery(scope, new URL(args.request.url), vendor.timeZone, now);
  if (!query) return new Response(Object.values(problems).join('\n'), { status: 422 });
  const { filename, stream } = await statementCsv(scope, query, vendor, now);
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
}
