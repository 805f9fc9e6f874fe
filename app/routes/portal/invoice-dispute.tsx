import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { requireContact, type SignedIn } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import type { Sent } from '~/components/invoices/dispute-actions';
import { DisputePage, type DisputeTyped } from '~/components/invoices/dispute-page';
import { disputePage } from '~/components/invoices/dispute-page.words';
import { languageOfMatches } from '~/components/language';
import { askAboutInvoice } from '~/domain/invoice-disputes/ask-about-invoice.server';
import { disputeInvoice } from '~/domain/invoice-disputes/dispute-invoice.server';
import { disputeProblem, type DisputeProblem } from '~/domain/invoice-disputes/dispute-problem';
import {
  disputeStatus,
  isDisputeReason,
  readDisputedAmount,
  type DisputeRefusal,
} from '~/domain/invoice-disputes/invoice-dispute';
import { whyNotDisputable } from '~/domain/invoice-disputes/why-not-disputable';
import { withdrawDispute } from '~/domain/invoice-disputes/withdraw-dispute.server';
import { loadInvoice } from '~/domain/invoices/load-invoice.server';
import { formText } from '~/lib/form-text';
import { isId, newId } from '~/lib/ids';
import { typedNumberField } from '~/lib/languages/typed-number';
import { paths } from '~/lib/paths';
import type { Result } from '~/lib/result';
import type { loader as rootLoader } from '~/root';

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => {
  const say = disputePage(languageOfMatches(matches));
  return [{ title: `${page ? say('pageTitle', { number: page.invoice.number }) : say('noPage')} · Quittance` }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor, language } = await requireContact(args);
  const { id, number, summary, currency, dueMinor, ...invoice } = await findInvoice(actor, args.params['id']);
  const refusal = whyNotDisputable(actor, invoice);
  return {
    id: newId(),
    invoice: { id, number, summary, currency, dueMinor },
    vendorName: vendor.name,
    notDisputable: refusal && disputeProblem(refusal, language),
  };
}

type Answer = { problem: DisputeProblem; typed: DisputeTyped };

export async function action(args: ActionFunctionArgs) {
  const me = await requireContact(args);
  const invoice = await findInvoice(me.actor, args.params['id']);
  const form = await args.request.formData();
  const intent = formText(form, 'intent');
  if (intent === 'withdraw') {
    const withdrawn = await withdrawDispute(me.actor, { invoiceId: invoice.id, cause: me.cause }, new Date());
    // Withdrawn or resolved meanwhile: the invoice's page shows it.
    return redirect(paths.invoice(invoice.id) + (withdrawn.ok ? '?sent=withdrawn' : ''), 303);
  }
  const kind: Sent & DisputeTyped['kind'] = intent === 'dispute' ? 'dispute' : 'question';
  const typed: DisputeTyped = {
    kind,
    reason: formText(form, 'reason'),
    amount: typedNumberField(form, 'amount', me.language),
    message: formText(form, 'message').replaceAll('\r\n', '\n'),
  };
  const result = await send(me, { invoice, id: formText(form, 'id'), typed });
  if (result.ok) return redirect(`${paths.invoice(invoice.id)}?sent=${kind}`, 303);
  const problem = disputeProblem(result.refusal, me.language);
  return data<Answer>({ problem, typed }, { status: disputeStatus(result.refusal) });
}

type Found = Awaited<ReturnType<typeof findInvoice>>;

async function send(
  { actor, cause, language }: SignedIn,
  { invoice, id, typed }: { invoice: Found; id: string; typed: DisputeTyped },
): Promise<Result<object, DisputeRefusal>> {
  if (!isId(id)) throw new Response(null, { status: 400 });
  const said = { id, invoiceId: invoice.id, message: typed.message, cause };
  if (typed.kind === 'question') return askAboutInvoice(actor, said, new Date());
  if (!isDisputeReason(typed.reason)) return { ok: false, refusal: { kind: 'no-reason' } };
  const amountMinor = readDisputedAmount(typed.amount, invoice.currency, language);
  if (amountMinor === undefined) {
    const { dueMinor, currency } = invoice;
    return { ok: false, refusal: { kind: 'bad-amount', dueMinor, currency } };
  }
  return disputeInvoice(actor, { ...said, reason: typed.reason, amountMinor }, new Date());
}

async function findInvoice(actor: SignedIn['actor'], id: string | undefined) {
  const invoice = isId(id) ? await loadInvoice(actor, id) : null;
  if (!invoice) throw new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });
  return invoice;
}

export default function InvoiceDispute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <DisputePage {...page} problem={answer?.problem ?? null} typed={answer?.typed ?? null} />;
}

export function ErrorBoundary() {
  return <ErrorPage requestId={useRouteLoaderData<typeof rootLoader>('root')?.requestId} />;
}
