import { languageOf } from '~/domain/customers/language-of.server';
import { loadParties } from '~/domain/customers/load-parties.server';
import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { drawStatement } from '~/documents/statement';
import { statementWords } from '~/documents/statement.words';
import { writePdf } from '~/gateways/pdf.server';
import { invariant } from '~/lib/invariant';
import { refuse, type Result } from '~/lib/result';
import { loadStatement } from './load-statement.server';
import { MOST_PDF_LINES } from './statement';
import type { StatementQuery } from './statement-query';
import { statementTitle } from './statement-words';

/** A statement as a PDF in its customer's language, all of it as it was at one instant. Refuses one that is too long for paper. */
export async function renderStatement(
  scope: InvoiceScope,
  query: StatementQuery,
  timeZone: string,
  now: Date,
): Promise<Result<{ filename: string; pdf: Buffer }, { kind: 'too-long'; limit: number }>> {
  const language = await languageOf(scope);
  const [parties, statement] = await Promise.all([
    loadParties(scope),
    loadStatement(scope, { query, after: null, rows: MOST_PDF_LINES, language }, timeZone, now),
  ]);
  invariant(parties, `customer ${scope.customerId} exists`);
  if (statement.next !== null) return refuse({ kind: 'too-long', limit: MOST_PDF_LINES });
  const info = {
    title: statementWords(language)('title', {
      customer: parties.customer.name,
      what: statementTitle(query.kind, query, language),
    }),
    author: parties.vendor.name,
    createdAt: now,
    language,
  };
  const { kind, currency, to } = query;
  return {
    ok: true,
    filename: `${parties.vendor.slug}-${kind}-${currency}-${to}.pdf`,
    pdf: await writePdf(info, (doc) => drawStatement(doc, { ...parties, statement }, language)),
  };
}
