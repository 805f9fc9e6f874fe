import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { TextField } from '~/components/ui/field';
import { MoneyPage } from '~/components/vendor/invoice/money-page';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { voidWords } from '~/domain/invoices/money-words';
import { voidInvoice } from '~/domain/invoices/void-invoice.server';
import { errorAt } from '~/domain/payments/words';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Void an invoice · Quittance' }];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice?.issuedAt) throw notFound();
  if (invoice.voidedAt) throw redirect(paths.vendor.invoice(invoice.id), 303);
  const { id, number, currency, dueMinor, inFlightMinor, customer } = invoice;
  const settledMinor = invoice.paidMinor + invoice.creditedMinor + invoice.writtenOffMinor;
  return { invoice: { id, number, currency, dueMinor, inFlightMinor, settledMinor, customer: customer.name } };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const { id } = args.params;
  if (!isId(id)) throw notFound();
  const reason = formText(await args.request.formData(), 'reason');
  const input = { vendorId: actor.vendorId, invoiceId: id, reason, cause };
  const voided = await voidInvoice(actor, input, new Date());
  if (voided.ok) return redirect(`${paths.vendor.invoice(id)}?done=void`, 303);
  if (voided.refusal.kind === 'no-invoice') throw notFound();
  const { status, ...words } = voidWords(voided.refusal);
  return data({ words, reason }, { status });
}

export default function VoidInvoice() {
  const { invoice } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, number, currency, dueMinor, inFlightMinor, settledMinor } = invoice;
  return (
    <MoneyPage
      invoice={invoice}
      title={`Void ${number}`}
      subtitle={`${invoice.customer} · ${formatMoney(dueMinor, currency)} due`}
      about={
        <>
          Nobody owes it any more, and that cannot be undone. The customer sees it as void, with your reason.
          {inFlightMinor > 0n &&
            ` ${formatMoney(inFlightMinor, currency)} is being paid just now: if that goes through it becomes the customer’s credit.`}
        </>
      }
      button={`Void ${number}`}
      working="Taking it back…"
      danger
      words={answer?.words ?? null}
      why={
        settledMinor > 0n && (
          <>
            {formatMoney(settledMinor, currency)} of it is paid or credited, so it cannot be void any more.{' '}
            <Link to={paths.vendor.creditInvoice(id)} className="text-green font-semibold hover:underline">
              Write a credit note
            </Link>{' '}
            over what is wrong.
          </>
        )
      }
    >
      <TextField
        label="Reason"
        name="reason"
        rows={3}
        maxLength={500}
        defaultValue={answer?.reason}
        error={errorAt(answer?.words, 'reason')}
        required
      />
    </MoneyPage>
  );
}
