import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { readDraftForm } from '~/domain/invoices/draft-form';
import { readInvoice } from '~/domain/invoices/invoice-form';
import { renderPreview } from '~/domain/invoices/render-invoice.server';
import { problemWords } from '~/domain/invoices/save-words';
import { findOpenCustomer } from '~/domain/customers/find-customers.server';
import { shown } from '~/lib/attachment';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';

/** There is nothing to look at without the form. */
export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args, { role: 'biller' });
  return redirect(paths.vendor.newInvoice, 303);
}

/** What is being written, as its customer would get it. Keeps nothing. */
export async function action(args: ActionFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const customerId = formText(form, 'customer');
  const customer = isId(customerId) ? await findOpenCustomer(actor, customerId) : null;
  if (!customer) throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const read = readInvoice(readDraftForm(form));
  if (!read.ok) {
    const { title } = problemWords(read.refusal);
    return new Response(`${title} Close this, and press “Issue” or “Save as a draft” to see what.`, { status: 422 });
  }
  const preview = await renderPreview({ vendorId: actor.vendorId, customerId }, read.invoice);
  if (!preview) throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  return shown({ filename: preview.filename, content: preview.pdf, type: 'application/pdf' });
}
