import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { readStatementQuery } from '~/domain/statements/read-statement-query.server';
import { renderStatement } from '~/domain/statements/render-statement.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireContact(args);
  const now = new Date();
  const { query, problems } = await readStatementQuery(actor, new URL(args.request.url), vendor.timeZone, now);
  if (!query) return new Response(Object.values(problems).join('\n'), { status: 422 });
  const rendered = await renderStatement(actor, query, vendor.timeZone, now);
  if (!rendered.ok) {
    const limit = rendered.refusal.limit.toLocaleString('en-US');
    const words = `This statement has more than ${limit} lines, too many for a PDF. Choose a shorter period, or take the CSV file.`;
    return new Response(words, { status: 422 });
  }
  return attachment({ filename: rendered.filename, content: rendered.pdf, type: 'application/pdf' });
}
