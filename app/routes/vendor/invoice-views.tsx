import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { SavedViewsPage } from '~/components/vendor/invoices/saved-views-page';
import { deleteView, openWithView, renameView, saveView } from '~/domain/saved-views/keep-saved-views.server';
import { listSavedViews } from '~/domain/saved-views/list-saved-views.server';
import { viewWords } from '~/domain/saved-views/saved-view-words';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Saved views · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  return { views: await listSavedViews(actor), search: new URL(args.request.url).search };
}

/** Saves, renames or deletes a view of one's own, or lets the list open with it. */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const [intent, id, name] = [formText(form, 'intent'), formText(form, 'id'), formText(form, 'name')];
  const now = new Date();
  const params = new URLSearchParams(formText(form, 'search'));
  const kept =
    intent === 'save'
      ? await saveView(actor, { name, params }, now)
      : intent === 'rename'
        ? await renameView(actor, { id, name })
        : intent === 'delete'
          ? await deleteView(actor, { id })
          : await openWithView(actor, { id: intent === 'open-with' ? id : null }, now);
  if (!kept.ok) {
    const status = kept.refusal.kind === 'no-view' ? 404 : 422;
    return data({ about: intent === 'save' ? 'save' : id, words: viewWords(kept.refusal), name }, { status });
  }
  return redirect(intent === 'save' ? `${paths.vendor.invoices}?${params}` : paths.vendor.invoiceViews, 303);
}

export default function InvoiceViews() {
  return <SavedViewsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
