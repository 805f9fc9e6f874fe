import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useMemo } from 'react';
import { requireContact } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import { OpenList } from '~/components/invoices/open-list';
import { readListForm } from '~/components/invoices/list-form';
import { openListWords } from '~/components/invoices/open-list.words';
import { packView, unpackView } from '~/components/invoices/packed-view';
import { languageOfMatches } from '~/components/language';
import { openList } from '~/domain/invoices/open-list.server';
import { changeSelection } from '~/domain/selections/change-selection.server';
import type { loader as rootLoader } from '~/root';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${openListWords(languageOfMatches(matches))('title')} · Quittance` },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { actor, vendor, language } = await requireContact({ request, context });
  const found = await openList(actor, new URL(request.url).searchParams, vendor.timeZone, new Date(), language);
  if (!found.ok) throw redirect(found.refusal.startAt);
  return packView(found.view);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { actor, vendor, language } = await requireContact({ request, context });
  const { change, goTo } = readListForm(await request.formData(), language);
  await changeSelection(actor, change, vendor.timeZone, new Date());
  return redirect(goTo, 303);
}

export default function OpenInvoices() {
  const packed = useLoaderData<typeof loader>();
  const view = useMemo(() => unpackView(packed), [packed]);
  return <OpenList view={view} />;
}

export function ErrorBoundary() {
  return <ErrorPage requestId={useRouteLoaderData<typeof rootLoader>('root')?.requestId} />;
}
