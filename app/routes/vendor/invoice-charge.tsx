import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { StaffActor } from '~/auth/actor';
import { confirmCharge } from './confirm-charge.server';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { describeMethod } from '~/components/pay/describe-review';
import { withoutGatewayParams } from '~/components/pay/pay-address';
import type { SaveAnswer } from '~/components/pay/use-save-card';
import { ChargePage, type ChargeAnswer } from '~/components/vendor/invoice/charge-page';
import { readChargeForm } from '~/domain/invoices/charge-form';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';
import { countWaiting } from '~/domain/payment-methods/count-waiting.server';
import { listPaymentMethods } from '~/domain/payment-methods/list-payment-methods.server';
import { isMethodKind, kindsFor, kindTakes } from '~/domain/payment-methods/method-kind';
import { loadMethodKinds } from '~/domain/payment-methods/load-method-kinds.server';
import { beginSavingMethod, finishSavingMethod } from '~/domain/payment-methods/save-payment-method.server';
import { saveMethodWords } from '~/domain/payment-methods/save-words';
import { chargeOnFile, planCharge } from '~/domain/payments/charge-on-file.server';
import { gatewayAccess } from '~/domain/payments/gateway-access.server';
import { quoteTotal } from '~/domain/payments/quote';
import type { StaffPayer } from '~/domain/payments/payer';
import { staffDeclineWords, staffRefusalWords } from '~/domain/payments/staff-words';
import { refusalStatus, type Words } from '~/domain/payments/words';
import { findCharges } from '~/domain/scheduled-charges/load-charge.server';
import { scheduleRefusalStatus, scheduleRefusalWords } from '~/domain/scheduled-charges/charge-words';
import { schedulePayment } from '~/domain/scheduled-charges/schedule-payment.server';
import { dateIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Charge ${data.invoice.number}` : 'Charge'} · Quittance` },
];

const notFound = () => new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });

export async function loader(args: LoaderFunctionArgs) {
  const me = await requireStaff(args, { role: 'biller' });
  const url = new URL(args.request.url);
  const clean = withoutGatewayParams(url);
  if (clean) throw redirect(clean, 303);
  const invoice = await loadVendorInvoice(me.actor, args.params['id']);
  if (!invoice) throw notFound();
  // What cannot be charged is told on the invoice's own page.
  if (invoice.reason !== null) throw redirect(paths.vendor.invoice(invoice.id), 303);
  const { id, number, version, currency, dueMinor, dueOn, customer } = invoice;
  const scope = { vendorId: me.actor.vendorId, customerId: customer.id };
  const now = new Date();
  const [listed, credit, waiting, kinds, [standing]] = await Promise.all([
    listPaymentMethods(scope),
    planCharge(scope, { currency, totalMinor: dueMinor }),
    countWaiting(scope),
    loadMethodKinds(scope.vendorId),
    findCharges(scope, [id]),
  ]);
  const fitting = listed.filter(({ kind }) => isMethodKind(kind) && kindTakes(kind, currency));
  const newest = fitting.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
  return {
    id: newId(),
    invoice: { id, number, version, currency, dueMinor, dueOn, customer: { name: customer.name } },
    methods: fitting.map((method) => describeMethod(method, me.vendor.timeZone, now)),
    chosen: url.searchParams.get('chosen') === 'newest' ? (newest?.id ?? null) : null,
    waiting,
    credit: credit.usedMinor > 0n ? credit : null,
    kinds: kindsFor(currency, kinds),
    standing: standing ? { on: standing.on, amountMinor: standing.amountMinor } : null,
    mayWait: !standing && dueOn > dateIn(me.vendor.timeZone, now),
    adding: url.searchParams.has('new'),
    returned: url.searchParams.get('setup_intent'),
    gateway: gatewayAccess(),
    vendorName: me.vendor.name,
    failed: failedWords(invoice, url.searchParams),
  };
}

/** The charge that ended writing the invoice, where it did not go through. */
function failedWords(invoice: VendorInvoice, search: URLSearchParams): Words | null {
  if (search.has('issued'))
    return {
      title: `${invoice.number} is issued, but nothing was charged yet.`,
      lines: ['Choose here what to charge.'],
    };
  const payment = invoice.payments.find(({ id, state }) => id === search.get('failed') && state === 'failed');
  return payment ? staffDeclineWords(payment.failureCode) : null;
}

export async function action(args: ActionFunctionArgs) {
  const me = await requireStaff(args, { role: 'biller' });
  const invoice = await loadVendorInvoice(me.actor, args.params['id']);
  if (!invoice) throw notFound();
  const form = await args.request.formData();
  const payer: StaffPayer = { ...me.actor, channel: 'staff', customerId: invoice.customer.id };
  const intent = form.get('intent');
  if (intent === 'begin' || intent === 'finish') return save(payer, { form, cause: me.cause, invoice });
  if (leftStepUp(form)) return stay(form, null, 200);
  const read = readChargeForm(form, invoice);
  if (!read.ok) return stay(form, read.refusal, 422);
  const { id, quote, methodId, when } = read;
  const { currency } = invoice;
  await confirmCharge(args, form)({ currency, amountMinor: quoteTotal(quote) });
  if (when === 'due') {
    const asked = { chargeId: id, currency, quote, methodId, chargeOn: invoice.dueOn, cause: me.cause };
    const scheduled = await schedulePayment(payer, asked, new Date());
    if (scheduled.ok) return redirect(`${paths.vendor.invoice(invoice.id)}?done=scheduled`, 303);
    const { refusal } = scheduled;
    return stay(form, scheduleRefusalWords(refusal, currency), scheduleRefusalStatus(refusal));
  }
  const charged = await chargeOnFile(payer, { paymentId: id, currency, quote, methodId, cause: me.cause }, new Date());
  if (!charged.ok) return stay(form, staffRefusalWords(charged.refusal, currency), refusalStatus(charged.refusal));
  const { state, failureCode } = charged.payment;
  if (state === 'failed') return stay(form, staffDeclineWords(failureCode), 402);
  return redirect(`${paths.vendor.invoice(invoice.id)}?payment=${id}`, 303);
}

/** What was typed stays; the page is loaded anew around it, with an id for the next try. */
function stay(form: FormData, words: Words | null, status: number) {
  const [amount, method, when] = [formText(form, 'amount'), formText(form, 'method'), formText(form, 'when')];
  return data<ChargeAnswer>({ words, amount, method, when }, { status });
}

/** A card or account that the customer told, kept for them. */
async function save(
  payer: StaffPayer & StaffActor,
  { form, cause, invoice }: { form: FormData; cause: string; invoice: VendorInvoice },
) {
  const refused = (words: Words, status: number) => data<SaveAnswer>({ kind: 'refused', words }, { status });
  if (form.get('intent') === 'begin') {
    const begun = await beginSavingMethod(payer, invoice.currency);
    if (!begun.ok) return refused(saveMethodWords(begun.refusal), 429);
    return data<SaveAnswer>({ kind: 'begun', clientSecret: begun.clientSecret });
  }
  const setupIntentId = formText(form, 'setup_intent');
  if (!/^seti_\w{1,250}$/.test(setupIntentId)) throw new Response(null, { status: 400 });
  const kept = await finishSavingMethod(payer, { setupIntentId, cause }, new Date());
  if (!kept.ok) return refused(saveMethodWords(kept.refusal), 409);
  return form.get('plain')
    ? redirect(`${paths.vendor.chargeInvoice(invoice.id)}?chosen=newest`, 303)
    : data<SaveAnswer>({ kind: 'saved' });
}

/** After a refusal the invoice as it is now, and an id of its own for the next try. */
export const shouldRevalidate = () => true;

export default function ChargeInvoice() {
  const answer = useActionData<typeof action>();
  const told = answer && 'amount' in answer ? answer : null;
  return <ChargePage {...useLoaderData<typeof loader>()} answer={told} />;
}
