import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { PageTitle } from '~/components/ui/page-title';
import { bulkRefusalWords } from '~/components/vendor/invoices/bulk-words';
import { archiveInvoices, unarchiveInvoices } from '~/domain/invoices/archive-invoices.server';
import { invoiceName } from '~/domain/invoices/invoice-form';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Archive · Quittance' }];

const gone = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw gone();
  const { id, number, customer, archivedAt } = invoice;
  return { id, name: invoiceName(invoice), number, customer: customer.name, away: archivedAt !== null };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const id = args.params['id'];
  if (!isId(id)) throw gone();
  const asked = { invoiceIds: [id], cause };
  const back = (await args.request.formData()).get('intent') === 'unarchive';
  const moved = await (back ? unarchiveInvoices(actor, asked) : archiveInvoices(actor, asked, new Date()));
  if (moved.ok) return redirect(paths.vendor.invoice(id), 303);
  if (moved.refusal.kind === 'no-invoice') throw gone();
  return data({ refused: bulkRefusalWords(moved.refusal) }, { status: 422 });
}

export default function ArchiveInvoice() {
  const { id, name, number, customer, away } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const pending = useNavigation().state === 'submitting';
  return (
    <div className="max-w-[640px]">
      <PageTitle
        title={`${away ? 'Unarchive' : 'Archive'} ${number}`}
        subtitle={customer}
        back={{ to: paths.vendor.invoice(id), label: name }}
      />
      {refused && (
        <Banner tone="red" title={refused} className="mb-4">
          Settle that first, then archive it.
        </Banner>
      )}
      <Card>
        <p>
          {away
            ? 'Its customer sees it again and, where something is due, can pay it.'
            : 'Its customer does not see it any more. No link, agreed charge, batch or reminder asks for its money. You can take it out of the archive again.'}
        </p>
        <Form method="post" className="mt-4 flex flex-wrap gap-2">
          <Button variant="primary" name="intent" value={away ? 'unarchive' : 'archive'} pending={pending}>
            {away ? 'Unarchive the invoice' : 'Archive the invoice'}
          </Button>
          <ButtonLink to={paths.vendor.invoice(id)} variant="quiet">
            Cancel
          </ButtonLink>
        </Form>
      </Card>
    </div>
  );
}
