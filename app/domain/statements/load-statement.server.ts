import { decodeCursor } from '~/domain/invoices/list-cursor';
import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { dateIn } from '~/lib/dates';
import { readTogether, type Tx } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';
import type { BooksScope } from './books-of.server';
import { listMovements, readMovementCursor } from './list-movements.server';
import { listOpenItems, sumOpenItems } from './list-open-items.server';
import type { Statement, StatementSums } from './statement';
import type { StatementQuery } from './statement-query';
import { standingNow, statementSums } from './statement-sums.server';

export const STATEMENT_ROWS = 100;

/**
 * A page of a statement, all of it as it was at one instant, so that its lines come to its balance: four statements
 * whatever the number of lines. `after` is the `next` of the page before; anything else starts over. `language` is that
 * of what the movements say, English unless said.
 */
export async function loadStatement(
  scope: InvoiceScope,
  asked: { query: StatementQuery; after: string | null; rows?: number; language?: Language },
  timeZone: string,
  now: Date,
): Promise<Statement> {
  const { query } = asked;
  const today = dateIn(timeZone, now);
  const books = {
    vendorId: scope.vendorId,
    customerId: scope.customerId,
    currency: query.currency,
    timeZone,
  };
  return readTogether(async (tx) => {
    const sums = await statementSums(tx, books, query);
    const standing = query.to >= today ? await standingNow(tx, books) : null;
    const page = await list(tx, books, { ...asked, rows: asked.rows ?? STATEMENT_ROWS, sums });
    return { query, currency: query.currency, today, sums, standing, ...page };
  });
}

type Page = Pick<Statement, 'listed' | 'first' | 'next'>;

async function list(
  tx: Tx,
  books: BooksScope,
  asked: { query: StatementQuery; after: string | null; rows: number; sums: StatementSums; language?: Language },
): Promise<Page> {
  const { query, rows, sums, language } = asked;
  if (query.kind === 'balance-forward') {
    const after = readMovementCursor(asked.after);
    const { next, ...listed } = await listMovements(tx, books, {
      ...query,
      after,
      rows,
      openingMinor: sums.openingMinor,
      language,
    });
    return { listed: { kind: 'balance-forward', ...listed }, first: !after, next };
  }
  const after = decodeCursor(asked.after, 'due');
  const { items, next } = await listOpenItems(tx, books, { ...query, after, rows });
  const itemSums = await sumOpenItems(tx, books, { ...query, closingMinor: sums.closingMinor });
  return { listed: { kind: 'open-items', items, itemSums }, first: !after, next };
}
