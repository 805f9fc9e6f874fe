import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { TextField } from '~/components/ui/field';
import { MoneyPage } from '~/components/vendor/invoice/money-page';
import { reasonWords } from '~/domain/invoice-disputes/invoice-dispute';
import { resolveDispute } from '~/domain/invoice-disputes/resolve-dispute.server';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { resolveWords } from '~/domain/invoices/money-words';
import { errorAt } from '~/domain/payments/words';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Resolve a dispute · Quittance' }];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw notFound();
  const { id, number, currency, disputedAt, disputedMinor, disputeReason, disputes, customer, totalMinor } = invoice;
  if (!disputedAt && disputedMinor === 0n) throw redirect(paths.vendor.invoice(id), 303);
  const said = disputes.find((dispute) => dispute.kind === 'dispute' && !dispute.endedAt);
  return {
    invoice: { id, number, customer: customer.name },
    heldMinor: said?.amountMinor ?? (disputedAt ? totalMinor : disputedMinor),
    currency,
    said: said
      ? { by: said.by, why: said.reason && reasonWords(said.reason), message: said.message }
      : { by: null, why: disputeReason, message: '' },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const { id } = args.params;
  if (!isId(id)) throw notFound();
  const note = formText(await args.request.formData(), 'note');
  const input = { vendorId: actor.vendorId, invoiceId: id, note, cause };
  const resolved = await resolveDispute(actor, input, new Date());
  if (resolved.ok) return redirect(`${paths.vendor.invoice(id)}?done=resolved`, 303);
  if (resolved.refusal.kind === 'gone') throw notFound();
  const { status, ...words } = resolveWords(resolved.refusal);
  return data({ words, note }, { status });
}

export default function ResolveDispute() {
  const { invoice, heldMinor, currency, said } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <MoneyPage
      invoice={invoice}
      title="Resolve the dispute"
      subtitle={`${invoice.customer} · ${formatMoney(heldMinor, currency)} in dispute`}
      about={
        <>
          <blockquote className="border-line text-ink mb-4 border-s-2 ps-4 wrap-anywhere whitespace-pre-line">
            {[said.by, said.why].filter(Boolean).join(': ')}
            {said.message && <span className="block">{said.message}</span>}
          </blockquote>
          What was held back can be paid again: this only ends the dispute. If the customer is right,{' '}
          <Link to={paths.vendor.creditInvoice(invoice.id)} className="text-green font-semibold hover:underline">
            write a credit note
          </Link>{' '}
          first.
        </>
      }
      button="Resolve it"
      working="Resolving…"
      words={answer?.words ?? null}
    >
      <TextField
        label="Answer to the customer"
        name="note"
        rows={4}
        maxLength={2000}
        defaultValue={answer?.note}
        error={errorAt(answer?.words, 'note')}
        hint="They are mailed this, and it stays in the invoice’s history."
        required
      />
    </MoneyPage>
  );
}
