import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { CustomerChoice } from '~/components/vendor/invoice/customer-choice';
import { NewLinkPage, SHOWN_LINES, type PlannedLine } from '~/components/vendor/links/new-link-page';
import { qrPath } from '~/documents/qr';
import { findCustomers } from '~/domain/customers/find-customers.server';
import { makeAndHandOut } from '~/domain/payment-links/hand-out-links.server';
import { linkUrl } from '~/domain/payment-links/link-token.server';
import { linkFor, linkRefusalWords } from '~/domain/payment-links/link-words';
import { linksCsv } from '~/domain/payment-links/links-csv.server';
import { lastDays, usualLastDay } from '~/domain/payment-links/payment-link';
import { planLinks, type PlannedLink } from '~/domain/payment-links/plan-payment-links.server';
import { loadStaffSelection } from '~/domain/staff-selections/load-staff-selection.server';
import { sha256 } from '~/lib/crypto.server';
import { dateIn } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { idWithin, isId, newId } from '~/lib/ids';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'New payment link · Quittance' }];

/** `?invoice=` (any number of them), `?selected=1` (what is selected in the list) or `?customer=`: what the links would be for; with none of them, whom one is for. Nothing is made before the button. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args, { role: 'biller' });
  const asked = new URL(args.request.url).searchParams;
  const selected = asked.get('selected') === '1';
  const named = asked.getAll('invoice').filter(isId);
  const customer = asked.get('customer') ?? '';
  if (!selected && !asked.has('invoice') && customer === '') {
    const search = asked.get('q') ?? '';
    return { step: 'customer' as const, search, customers: await findCustomers(actor, search) };
  }
  const plan = await planLinks(actor, { invoices: selected ? await loadStaffSelection(actor) : named, customer });
  if (!plan) throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const today = dateIn(vendor.timeZone, new Date());
  const { from, to } = lastDays(today);
  const only = plan.links.length === 1 ? plan.links[0] : undefined;
  return {
    step: 'plan' as const,
    lines: plan.links.map(describePlan),
    left: plan.left,
    fields: {
      id: newId(),
      seen: seenOf(plan.links),
      customer,
      // However many are selected, their ids stay here.
      ...(selected ? { selected: '1' } : { invoices: named.join(',') }),
    },
    lastDay: { from, to, usual: only ? usualLastDay(only.latestDue, today) : '' },
  };
}

function describePlan({
  customerId,
  customerName,
  customerNumber,
  address,
  payers,
  ...link
}: PlannedLink): PlannedLine {
  return {
    customerId,
    customerName,
    customerNumber,
    address,
    payers,
    what: link.invoiceIds === null ? 'Everything owed, always current' : linkFor({ covers: 'invoices', ...link }),
    totals: link.totals.map(({ dueMinor, currency }) => formatMoney(dueMinor, currency)),
  };
}

/**
 * What the page showed, and to which addresses: nobody is written to of whom it said nothing. Another tab may have ticked
 * others meanwhile, or somebody changed who pays there.
 */
function seenOf(links: PlannedLink[]): string {
  const shown = links.map(({ customerId, invoiceIds, payers }) => [
    customerId,
    invoiceIds,
    payers.map(({ id, email }) => [id, email]),
  ]);
  return sha256(JSON.stringify(shown)).toString('base64url');
}

const CHANGED =
  'What is selected, what of it can be paid, or who pays there has changed since this page was shown. Look at it again.';

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const selected = formText(form, 'selected') === '1';
  const named = formText(form, 'invoices').split(',').filter(isId);
  const customer = formText(form, 'customer');
  const now = new Date();
  const plan = await planLinks(actor, { invoices: selected ? await loadStaffSelection(actor) : named, customer });
  if (!plan) throw new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
  const id = formText(form, 'id');
  if (!isId(id)) throw new Response(null, { status: 400 });
  const mail = form.get('intent') === 'mail';
  const links = plan.links.map(({ customerId, invoiceIds }) => ({
    linkId: idWithin(id, customerId),
    customerId,
    covers: invoiceIds ?? ('account' as const),
  }));
  if (formText(form, 'seen') !== seenOf(plan.links))
    return data({ problem: CHANGED, made: null, csv: null }, { status: 409 });
  const lastDay = formText(form, 'lastDay') || null;
  const contacts = chosenContacts(plan.links, form);
  const nobody = [...contacts.values()].every((chosen) => chosen.length === 0) && contacts.size === plan.links.length;
  if (mail && nobody)
    return data(
      { problem: 'Choose whom to mail it to, or only make the link.', made: null, csv: null },
      { status: 422 },
    );
  const made = await makeAndHandOut(actor, { links, lastDay, mail, contacts }, { cause, now });
  if (!made.ok) return data({ problem: linkRefusalWords(made.refusal), made: null, csv: null }, { status: 409 });
  const several = made.links.length > 1;
  return {
    problem: null,
    csv: several ? linksCsv(plan.links, made.links) : null,
    made: made.links.map(({ linkId, token }, at) => {
      const url = linkUrl(token);
      const mailedTo = mail ? mailed(plan.links[at], contacts) : [];
      return { linkId, mailedTo, copy: several ? null : { url, qr: qrPath(url) } };
    }),
  };
}

/** Whom the page let choose, by customer: of the others the address on file is written to. */
function chosenContacts(links: readonly PlannedLink[], form: FormData): Map<string, string[]> {
  const ticked = new Set(form.getAll('contact'));
  return new Map(
    links
      .slice(0, SHOWN_LINES)
      .map(({ customerId, payers }) => [customerId, payers.map(({ id }) => id).filter((id) => ticked.has(id))]),
  );
}

function mailed(link: PlannedLink | undefined, contacts: ReadonlyMap<string, readonly string[]>): string[] {
  if (!link) return [];
  const chosen = contacts.get(link.customerId);
  if (!chosen) return link.address === null ? [] : [link.address];
  return link.payers.filter(({ id }) => chosen.includes(id)).map(({ email }) => email);
}

// A refused form goes back with what is chosen now, under a new id.
export const shouldRevalidate = () => true;

export default function NewPaymentLink() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (page.step === 'customer')
    return (
      <CustomerChoice
        {...page}
        title="New payment link"
        about="Whom is it for? It pays everything they owe, whenever it is opened."
        at={paths.vendor.newLink}
        back={{ to: paths.vendor.links, label: 'Payment links' }}
      />
    );
  return (
    <NewLinkPage {...page} problem={answer?.problem ?? null} made={answer?.made ?? null} csv={answer?.csv ?? null} />
  );
}
