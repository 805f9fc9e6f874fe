import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { readStatementQuery } from '~/domain/statements/read-statement-query.server';
import { renderStatement } from '~/domain/statements/render-statement.server';
import { attachment } from '~/lib/attachment';
import { customerOf } from './customer-of.server';

/** A customer's statement on paper, as the customer itself would get it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const customer = await customerOf(actor, args.params['id']);
  const scope = { vendorId: actor.vendorId, customerId: customer.id };
  const now = new Date();
  const { query, problems } = await readStatementQuery(scope, new URL(args.request.url), vendor.timeZone, now);
  if (!query) return new Response(Object.values(problems).join('\n'), { status: 422 });
  const rendered = await renderStatement(scope, query, vendor.timeZone, now);
  if (!rendered.ok) {
    const limit = rendered.refusal.limit.toLocaleString('en-US');
    const words = `This statement has more than ${limit} lines, too many for a PDF. Choose a shorter period, or take the CSV file.`;
    return new Response(words, { status: 422 });
  }
  return attachment({ filename: rendered.filename, content: rendered.pdf, type: 'application/pdf' });
}
