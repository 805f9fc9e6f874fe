import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { NewLinkPage, type PlannedLine } from '~/components/vendor/links/new-link-page';
import { qrPath } from '~/documents/qr';
import { makeAndHandOut } from '~/domain/payment-links/hand-out-links.server';
import { linkUrl } from '~/domain/payment-links/link-token.server';
import { linkRefusalWords } from '~/domain/payment-links/link-words';
import { linksCsv } from '~/domain/payment-links/links-csv.server';
import { lastDays, usualLastDay } from '~/domain/payment-links/payment-link';
import { planLinks, type PlannedLink } from '~/domain/payment-links/plan-payment-links.server';
import { loadStaffSelection } from '~/domain/staff-selections/load-staff-selection.server';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { dateIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId, newId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';

export const meta: MetaFunction = () => [{ title: 'New payment link · Quittance' }];

/** `?invoice=` (any number of them), `?selected=1` (what is selected in the list) or `?customer=`: what the links would be for. Nothing is made before the button. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const asked = new URL(args.request.url).searchParams;
  const invoices =
    asked.get('selected') === '1' ? await loadStaffSelection(actor) : asked.getAll('invoice').filter(isId);
  const chosen = { invoices, customer: asked.get('customer') ?? '' };
  const plan = await planLinks(actor, chosen);
  if (!plan) throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const today = dateIn(vendor.timeZone, new Date());
  const { from, to } = lastDays(today);
  const only = plan.links.length === 1 ? plan.links[0] : undefined;
  return {
    lines: plan.links.map(describePlan),
    left: plan.left,
    fields: {
      invoices: chosen.invoices.join(','),
      customer: chosen.customer,
      ids: plan.links.map(() => newId()).join(','),
    },
    lastDay: { from, to, usual: only ? usualLastDay(only.latestDue, today) : '' },
  };
}

function describePlan({ customerId, customerName, customerNumber, address, ...link }: PlannedLink): PlannedLine {
  return {
    customerId,
    customerName,
    customerNumber,
    address,
    what: link.invoiceIds === null ? 'Everything owed, always current' : invoiceCount(link.invoiceCount),
    totals: link.totals.map(({ dueMinor, currency }) => formatMoney(dueMinor, currency)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const chosen = {
    invoices: formText(form, 'invoices').split(',').filter(isId),
    customer: formText(form, 'customer'),
  };
  const now = new Date();
  const plan = await planLinks(actor, chosen);
  if (!plan) throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const ids = [...new Set(formText(form, 'ids').split(',').filter(isId))];
  const mail = form.get('intent') === 'mail';
  const links = plan.links.map(({ customerId, invoiceIds }, at) => ({
    linkId: ids[at] ?? newId(),
    customerId,
    covers: invoiceIds ?? ('account' as const),
  }));
  const lastDay = formText(form, 'lastDay') || null;
  const made = await makeAndHandOut(actor, { links, lastDay, mail }, { cause, now });
  if (!made.ok) return data({ problem: linkRefusalWords(made.refusal), made: null, csv: null }, { status: 409 });
  const several = made.links.length > 1;
  return {
    problem: null,
    csv: several ? linksCsv(plan.links, made.links) : null,
    made: made.links.map(({ linkId, token }, at) => {
      const url = linkUrl(token);
      const mailedTo = mail ? (plan.links[at]?.address ?? null) : null;
      return { linkId, mailedTo, copy: several ? null : { url, qr: qrPath(url) } };
    }),
  };
}

export default function NewPaymentLink() {
  const answer = useActionData<typeof action>();
  return (
    <NewLinkPage
      {...useLoaderData<typeof loader>()}
      problem={answer?.problem ?? null}
      made={answer?.made ?? null}
      csv={answer?.csv ?? null}
    />
  );
}
