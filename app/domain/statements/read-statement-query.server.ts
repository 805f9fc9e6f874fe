import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { dateIn } from '~/lib/dates';
import type { Language } from '~/lib/languages/language';
import { statementCurrencies } from './statement-currencies.server';
import { parseStatementQuery } from './statement-query';

/** What an address asks for, understood with what this customer has: page, PDF and CSV read it alike. */
export async function readStatementQuery(
  scope: InvoiceScope,
  { searchParams }: URL,
  timeZone: string,
  now: Date,
  language: Language = 'en',
) {
  const currencies = await statementCurrencies(scope);
  const today = dateIn(timeZone, now);
  return { currencies, today, ...parseStatementQuery(searchParams, { today, currencies }, language) };
}
