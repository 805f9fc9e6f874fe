import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useState } from 'react';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { MoneyPage } from '~/components/vendor/invoice/money-page';
import { RecordFields } from '~/components/vendor/invoice/record-fields';
import { listOpenOf } from '~/domain/invoices/list-open-of.server';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { recordWords } from '~/domain/invoices/money-words';
import { readRecordForm } from '~/domain/payments/record-form';
import { recordPayment } from '~/domain/payments/record-payment.server';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { dateIn } from '~/lib/dates';
import { newId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Record a payment · Quittance' }];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice?.issuedAt) throw notFound();
  const { id, number, currency, dueMinor, customer, reason } = invoice;
  if (reason !== null) throw redirect(paths.vendor.invoice(id), 303);
  const { vendorId } = actor;
  return {
    paymentId: newId(),
    today: dateIn(vendor.timeZone, new Date()),
    invoice: { id, number, currency, dueMinor, customer: customer.name },
    open: await listOpenOf({ vendorId, customerId: customer.id, currency }),
  };
}

/** A cheque, a wire or cash: for this invoice, or spread over all that its customer has open. */
export async function action(args: ActionFunctionArgs) {
  const { actor, vendor, cause } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice?.issuedAt) throw notFound();
  const form = await args.request.formData();
  const now = new Date();
  const read = readRecordForm(form, invoice, { timeZone: vendor.timeZone, now });
  if (!read.ok) return data({ words: read.refusal, typed: read.refusal.typed }, { status: 422 });
  const { typed, ...asked } = read.recorded;
  const of = { vendorId: actor.vendorId, customerId: invoice.customer.id, currency: invoice.currency, cause };
  const recorded = await recordPayment(actor, { ...of, ...asked }, now);
  if (recorded.ok) return redirect(`${paths.vendor.invoice(invoice.id)}?payment=${recorded.payment.id}`, 303);
  const { status, ...words } = recordWords(recorded.refusal);
  return data({ words, typed }, { status });
}

export const shouldRevalidate = () => true;

export default function RecordPayment() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { invoice } = page;
  const [amount, setAmount] = useState(answer?.typed.amount ?? '');
  const amountMinor = readTypedAmount(amount, invoice.currency);
  return (
    <MoneyPage
      invoice={invoice}
      title="Record a payment"
      subtitle={`${invoice.customer} · ${formatMoney(invoice.dueMinor, invoice.currency)} due on ${invoice.number}`}
      about="For money that came without us: a cheque, a wire, cash. Nothing is charged, and no receipt is issued."
      button={amountMinor ? `Record ${formatMoney(amountMinor, invoice.currency)}` : 'Record the payment'}
      working="Recording…"
      words={answer?.words ?? null}
    >
      <RecordFields
        {...page}
        amount={amount}
        onAmount={setAmount}
        typed={answer?.typed ?? null}
        words={answer?.words ?? null}
      />
    </MoneyPage>
  );
}
