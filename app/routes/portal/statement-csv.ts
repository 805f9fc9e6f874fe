import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { readStatementQuery } from '~/domain/statements/read-statement-query.server';
import { statementCsv } from '~/domain/statements/statement-csv.server';

/** The statement at the same address as a file of figures. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor, language } = await requireContact(args);
  const now = new Date();
  const url = new URL(args.request.url);
  const { query, problems } = await readStatementQuery(actor, url, vendor.timeZone, now, language);
  if (!query) return new Response(Object.values(problems).join('\n'), { status: 422 });
  const { filename, stream } = await statementCsv(actor, query, vendor, now);
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
}
