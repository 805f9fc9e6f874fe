import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { StaffActor } from '~/auth/actor';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { doneWords } from '~/components/vendor/invoice/done-words';
import { VendorInvoicePage } from '~/components/vendor/invoice/vendor-invoice-page';
import { plannedBatchOf } from '~/domain/batch-payments/planned-batches.server';
import { attachFiles, listAttachments, removeAttachment } from '~/domain/invoices/attachments.server';
import { invoiceName } from '~/domain/invoices/invoice-form';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { attachWords } from '~/domain/invoices/save-words';
import { cancelScheduledCharge } from '~/domain/scheduled-charges/cancel-scheduled-charge.server';
import { dateIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? invoiceName(data.invoice) : 'No such page'} · Quittance` },
];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw notFound();
  const [attachments, planned] = await Promise.all([
    listAttachments({ vendorId: actor.vendorId, invoiceId: invoice.id }),
    plannedBatchOf(actor, invoice.id),
  ]);
  return {
    invoice,
    attachments,
    planned,
    today: dateIn(vendor.timeZone, new Date()),
    timeZone: vendor.timeZone,
    mayBill: mayAct(actor.role, 'biller'),
    done: doneWords(new URL(args.request.url).searchParams, invoice),
  };
}

/** Files come and go; and the charge to come in which it stands is cancelled: one that runs already is told by the page itself. */
export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw notFound();
  const form = await args.request.formData();
  const intent = form.get('intent');
  if (intent === 'attach') return attach(actor, invoice.id, { form, cause });
  if (intent === 'detach') {
    const attachmentId = formText(form, 'attachmentId');
    const removed =
      isId(attachmentId) && (await removeAttachment(actor, { invoiceId: invoice.id, attachmentId, cause }));
    if (!removed) throw notFound();
    return redirect(paths.vendor.invoice(invoice.id), 303);
  }
  const chargeId = formText(form, 'chargeId');
  if (!invoice.charges.some(({ id }) => id === chargeId)) throw notFound();
  const payer = { ...actor, channel: 'staff' as const, customerId: invoice.customer.id };
  const cancelled = await cancelScheduledCharge(payer, { chargeId, cause }, new Date());
  return redirect(`${paths.vendor.invoice(invoice.id)}${cancelled.ok ? '?done=charge-cancelled' : ''}`, 303);
}

async function attach(actor: StaffActor, invoiceId: string, { form, cause }: { form: FormData; cause: string }) {
  const sent = form.getAll('files').filter((file) => file instanceof File && file.size > 0) as File[];
  const files = await Promise.all(
    sent.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
  );
  const attached = await attachFiles(actor, { invoiceId, files, cause }, new Date());
  if (attached.ok) return redirect(paths.vendor.invoice(invoiceId), 303);
  return data({ words: attachWords(attached.refusal) }, { status: 422 });
}

export default function VendorInvoiceRoute() {
  const words = useActionData<typeof action>()?.words ?? null;
  return <VendorInvoicePage {...useLoaderData<typeof loader>()} words={words} />;
}
