import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import { languageOfMatches } from '~/components/language';
import { StatementPage } from '~/components/statements/statement-page';
import { statementPageWords } from '~/components/statements/statement-page.words';
import { loadStatement } from '~/domain/statements/load-statement.server';
import { readStatementQuery } from '~/domain/statements/read-statement-query.server';
import type { loader as rootLoader } from '~/root';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${statementPageWords(languageOfMatches(matches))('title')} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor, customer, language } = await requireContact(args);
  const now = new Date();
  const url = new URL(args.request.url);
  const { query, ...asked } = await readStatementQuery(actor, url, vendor.timeZone, now, language);
  const found = query !== null && asked.currencies.length > 0;
  const after = url.searchParams.get('after');
  return {
    ...asked,
    vendorName: vendor.name,
    customer: { name: customer.name, number: customer.number },
    statement: found ? await loadStatement(actor, { query, after, language }, vendor.timeZone, now) : null,
  };
}

export default function Statements() {
  return <StatementPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPage requestId={useRouteLoaderData<typeof rootLoader>('root')?.requestId} />;
}
