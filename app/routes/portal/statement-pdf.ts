import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { readStatementQuery } from '~/domain/statements/read-statement-query.server';
import { renderStatement } from '~/domain/statements/render-statement.server';
import { queryProblems } from '~/domain/statements/statement-query.words';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor, language } = await requireContact(args);
  const now = new Date();
  const url = new URL(args.request.url);
  const { query, problems } = await readStatementQuery(actor, url, vendor.timeZone, now, language);
  if (!query) return new Response(Object.values(problems).join('\n'), { status: 422 });
  const rendered = await renderStatement(actor, query, vendor.timeZone, now);
  if (!rendered.ok) {
    const { limit } = rendered.refusal;
    return new Response(queryProblems(language)('tooLong', { limit }), { status: 422 });
  }
  return attachment({ filename: rendered.filename, content: rendered.pdf, type: 'application/pdf' });
}
