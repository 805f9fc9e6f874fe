import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { Field, TextField } from '~/components/ui/field';
import { MoneyPage } from '~/components/vendor/invoice/money-page';
import { issueCreditNote } from '~/domain/credits/issue-credit-note.server';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { creditNoteWords } from '~/domain/invoices/money-words';
import { errorAt } from '~/domain/payments/words';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { formText } from '~/lib/form-text';
import { isId, newId } from '~/lib/ids';
import { formatMoney, sumMinor } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Credit note · Quittance' }];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice?.issuedAt) throw notFound();
  if (invoice.voidedAt) throw redirect(paths.vendor.invoice(invoice.id), 303);
  const { id, number, currency, dueMinor, totalMinor, creditNotes, customer } = invoice;
  const leftMinor = totalMinor - sumMinor(creditNotes.map(({ amountMinor }) => amountMinor));
  return { creditNoteId: newId(), invoice: { id, number, currency, dueMinor, leftMinor, customer: customer.name } };
}

/** Lowers the invoice; what it cannot take any more is the customer's credit. */
export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  const form = await args.request.formData();
  const creditNoteId = formText(form, 'id');
  if (!invoice?.issuedAt) throw notFound();
  if (!isId(creditNoteId)) throw new Response(null, { status: 400 });
  const typed = { amount: formText(form, 'amount'), reason: formText(form, 'reason') };
  const amountMinor = readTypedAmount(typed.amount, invoice.currency) ?? 0n;
  const of = { invoiceId: invoice.id };
  const input = { creditNoteId, vendorId: actor.vendorId, of, amountMinor, reason: typed.reason, cause };
  const written = await issueCreditNote(actor, input, new Date());
  if (written.ok) return redirect(`${paths.vendor.invoice(invoice.id)}?done=credited`, 303);
  const { status, ...words } = creditNoteWords(written.refusal, invoice.currency);
  return data({ words, typed }, { status });
}

export const shouldRevalidate = () => true;

export default function CreditNote() {
  const { invoice, creditNoteId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { number, currency, dueMinor, leftMinor } = invoice;
  return (
    <MoneyPage
      invoice={invoice}
      title={`Credit note for ${number}`}
      subtitle={`${invoice.customer} · ${formatMoney(dueMinor, currency)} due`}
      about="It lowers what is due. What was paid already, or is being paid, stays: anything beyond is the customer’s credit on account. They are mailed the credit note."
      button="Write the credit note"
      working="Writing…"
      words={answer?.words ?? null}
    >
      <input type="hidden" name="id" value={creditNoteId} />
      <Field
        label={`Amount, ${currency}`}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        defaultValue={answer?.typed.amount}
        error={errorAt(answer?.words, 'amount')}
        hint={`At most ${formatMoney(leftMinor, currency)}, tax included.`}
        className="sm:max-w-[280px]"
        required
      />
      <TextField
        label="Reason"
        name="reason"
        rows={3}
        maxLength={500}
        defaultValue={answer?.typed.reason}
        error={errorAt(answer?.words, 'reason')}
        required
      />
    </MoneyPage>
  );
}
