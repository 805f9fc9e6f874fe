import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { confirmCharge } from './confirm-charge.server';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { PageTitle } from '~/components/ui/page-title';
import { Button } from '~/components/ui/button';
import { DetailsEditor, type ChargeToCome } from '~/components/vendor/invoice/details-editor';
import { afterDraft } from '~/components/vendor/invoice/after-draft';
import { DraftEditor } from '~/components/vendor/invoice/draft-editor';
import { plannedBatchOf, type PlannedBatch } from '~/domain/batch-payments/planned-batches.server';
import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';
import { answerDraft } from '~/domain/invoices/answer-draft.server';
import { changeInvoiceDetails } from '~/domain/invoices/change-details.server';
import { invoiceName, LONGEST, plain } from '~/domain/invoices/invoice-form';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { peekInvoiceNumber } from '~/domain/invoices/invoice-number.server';
import { methodsOnFile, typedFrom } from '~/domain/invoices/new-draft.server';
import { discardDraft } from '~/domain/invoices/save-invoice.server';
import { detailsWords, discardWords } from '~/domain/invoices/save-words';
import { dateIn, isCalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { currencies, currencyName } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.name ?? 'Invoice'} · Quittance` }];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw notFound();
  const { id, customer, version, dueOn, summary, memo } = invoice;
  const name = invoiceName(invoice);
  if (invoice.voidedAt) throw redirect(paths.vendor.invoice(id), 303);
  if (invoice.issuedAt) {
    const planned = await plannedBatchOf(actor, id);
    const typed = { dueOn, summary, memo: memo ?? '' };
    const charges = dueCharges(invoice, planned);
    return { kind: 'issued' as const, id, name, title: `Change ${invoice.number}`, charges, typed };
  }
  const draft = {
    invoiceId: id,
    version,
    customer,
    typed: typedFrom(invoice),
    currencies: currencies().map((code) => ({ code, name: currencyName(code) })),
    nextNumber: await peekInvoiceNumber(db, actor),
    methods: await methodsOnFile({ vendorId: actor.vendorId, customerId: customer.id }),
    chargeId: newId(),
  };
  return { kind: 'draft' as const, id, name, title: name, draft };
}

/** The charges to come in which it stands, and whether they go along when it is due on another day. */
function dueCharges({ charges, reason }: VendorInvoice, planned: PlannedBatch | null): ChargeToCome[] {
  const standing = charges.filter((each) => each.standing);
  return [
    ...standing.map(({ kind, byStaff, nextOn, state }) => ({
      on: nextOn,
      moves:
        kind === 'autopay' || (byStaff && state === 'retrying')
          ? ('later' as const)
          : byStaff
            ? ('always' as const)
            : ('never' as const),
      by: kind === 'autopay' ? ('autopay' as const) : null,
    })),
    ...(planned && reason === null
      ? [
          {
            on: planned.on,
            moves: planned.followsDueDate ? ('always' as const) : ('never' as const),
            by: 'batch' as const,
          },
        ]
      : []),
  ];
}

/** A draft is written anew, issued or thrown away; of an issued invoice only what is not money can be said otherwise. */
export async function action(args: ActionFunctionArgs) {
  const { actor, vendor, cause } = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw notFound();
  const form = await args.request.formData();
  if (form.get('intent') === 'discard') {
    const discarded = await discardDraft(actor, { invoiceId: invoice.id, cause });
    if (discarded.ok) return redirect(paths.vendor.invoices, 303);
    return data({ details: null, draft: null, words: discardWords(discarded.refusal) }, { status: 409 });
  }
  if (!form.has('currency')) return changeDetails(actor, invoice.id, { form, cause });
  form.set('id', invoice.id);
  form.set('customer', invoice.customer.id);
  const now = new Date();
  const confirm = confirmCharge(args, form);
  const answered = await answerDraft(actor, form, { cause, today: dateIn(vendor.timeZone, now), now, confirm });
  if ('saved' in answered) return redirect(afterDraft(answered.saved, answered.ended), 303);
  return data({ details: null, draft: answered.answer, words: null }, { status: answered.status });
}

async function changeDetails(
  actor: Parameters<typeof changeInvoiceDetails>[0],
  invoiceId: string,
  { form, cause }: { form: FormData; cause: string },
) {
  const typed = {
    dueOn: formText(form, 'dueOn'),
    summary: plain(formText(form, 'summary')),
    memo: plain(formText(form, 'memo')),
  };
  const back = (field: keyof typeof typed, title: string) =>
    data({ details: typed, draft: null, words: { title, lines: ['Nothing was changed.'], field } }, { status: 422 });
  if (!isCalendarDate(typed.dueOn)) return back('dueOn', 'Choose the date on which it is due.');
  for (const [name, label] of [
    ['summary', 'What it is for'],
    ['memo', 'The note'],
  ] as const)
    if (typed[name].length > LONGEST[name])
      return back(name, `${label} takes at most ${LONGEST[name].toLocaleString('en-US')} letters.`);
  if (typed.summary === '') return back('summary', 'Say what it is for, in a few words.');
  const changed = await changeInvoiceDetails(
    actor,
    { ...typed, memo: typed.memo.trim() || null, invoiceId, cause },
    new Date(),
  );
  if (changed.ok) return redirect(`${paths.vendor.invoice(invoiceId)}?done=changed`, 303);
  return data({ details: typed, draft: null, words: detailsWords(changed.refusal) }, { status: 409 });
}

export default function EditInvoice() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const title = <PageTitle title={page.title} back={{ to: paths.vendor.invoice(page.id), label: page.name }} />;
  if (page.kind === 'issued')
    return (
      <div className="max-w-[640px]">
        {title}
        <DetailsEditor
          invoiceId={page.id}
          charges={page.charges}
          typed={answer?.details ?? page.typed}
          words={answer?.words ?? null}
        />
      </div>
    );
  return (
    <>
      {title}
      <DraftEditor {...page.draft} answer={answer?.draft ?? null} />
      <Form method="post" className="mt-7">
        <Button variant="quiet" name="intent" value="discard" className="text-red">
          Delete this draft
        </Button>
      </Form>
    </>
  );
}
