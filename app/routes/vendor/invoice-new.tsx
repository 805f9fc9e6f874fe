import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { confirmCharge } from './confirm-charge.server';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { CustomerChoice } from '~/components/vendor/invoice/customer-choice';
import { afterDraft } from '~/components/vendor/invoice/after-draft';
import { DraftEditor } from '~/components/vendor/invoice/draft-editor';
import { PageTitle } from '~/components/ui/page-title';
import { findCustomers, findOpenCustomer } from '~/domain/customers/find-customers.server';
import { answerDraft } from '~/domain/invoices/answer-draft.server';
import { methodsOnFile, newDraft } from '~/domain/invoices/new-draft.server';
import { peekInvoiceNumber } from '~/domain/invoices/invoice-number.server';
import { dateIn } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { currencies, currencyName } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'New invoice · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const { searchParams } = new URL(args.request.url);
  const chosen = searchParams.get('customer');
  const customer = isId(chosen) ? await findOpenCustomer(actor, chosen) : null;
  if (!customer) {
    const search = searchParams.get('q') ?? '';
    return { step: 'customer' as const, search, customers: await findCustomers(actor, search) };
  }
  const scope = { vendorId: actor.vendorId, customerId: customer.id };
  return {
    step: 'lines' as const,
    invoiceId: newId(),
    version: null,
    customer,
    typed: await newDraft(scope, { timeZone: vendor.timeZone, now: new Date() }),
    currencies: currencies().map((code) => ({ code, name: currencyName(code) })),
    nextNumber: await peekInvoiceNumber(db, actor),
    methods: await methodsOnFile({ vendorId: actor.vendorId, customerId: customer.id }),
    chargeId: newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, vendor, cause } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const now = new Date();
  const confirm = confirmCharge(args, form);
  const answered = await answerDraft(actor, form, { cause, today: dateIn(vendor.timeZone, now), now, confirm });
  if ('saved' in answered) return redirect(afterDraft(answered.saved, answered.ended), 303);
  return data(answered.answer, { status: answered.status });
}

export default function NewInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const back = { to: paths.vendor.invoices, label: 'Invoices' };
  if (page.step === 'customer')
    return (
      <CustomerChoice {...page} title="New invoice" about="Whom is it for?" at={paths.vendor.newInvoice} back={back} />
    );
  return (
    <>
      <PageTitle title="New invoice" back={back} />
      <DraftEditor key={page.customer.id} {...page} answer={answer} />
    </>
  );
}
