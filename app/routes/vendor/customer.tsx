import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { describeMethod } from '~/components/pay/describe-review';
import { CustomerPage } from '~/components/vendor/customers/customer-page';
import type { CustomerRefused } from '~/components/vendor/customers/customer-page.types';
import { readContactForm } from '~/components/vendor/customers/read-customer-form';
import { loadAutopays } from '~/domain/autopay/load-autopays.server';
import { customerActivity } from '~/domain/customers/customer-activity.server';
import { listContacts } from '~/domain/customers/list-contacts.server';
import { loadAccount } from '~/domain/customers/load-account.server';
import { addContact, changeContactRole, removeContact } from '~/domain/customers/manage-contacts.server';
import { requestPaymentMethod } from '~/domain/payment-links/request-payment-method.server';
import { listPaymentMethods } from '~/domain/payment-methods/list-payment-methods.server';
import { makeDefaultPaymentMethod } from '~/domain/payment-methods/make-default-payment-method.server';
import { methodName } from '~/domain/payment-methods/method-words';
import { removePaymentMethod } from '~/domain/payment-methods/remove-payment-method.server';
import { listPayments } from '~/domain/payments/list-payments.server';
import { STATEMENT_KINDS } from '~/domain/statements/statement-query';
import { statementCurrencies } from '~/domain/statements/statement-currencies.server';
import { dateIn, formatDate, formatInstant } from '~/lib/dates';
import { formText } from '~/lib/form-text';
import { isId, newId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { customerOf, noSuchCustomer } from './customer-of.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.customer.name ?? 'Customer'} · Quittance` },
];

const PAYMENTS_SHOWN = 10;

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const customer = await customerOf(actor, args.params['id']);
  const scope = { vendorId: actor.vendorId, customerId: customer.id };
  const now = new Date();
  const today = dateIn(vendor.timeZone, now);
  const day = (at: Date) => formatDate(dateIn(vendor.timeZone, at));
  const [account, contacts, methods, { agreed }, { payments }, activity, currencies] = await Promise.all([
    loadAccount(scope, today),
    listContacts(scope),
    listPaymentMethods(scope),
    loadAutopays(scope),
    listPayments(scope, { cursor: null }),
    customerActivity(scope),
    statementCurrencies(scope),
  ]);
  return {
    customer: { ...customer, since: day(customer.createdAt) },
    account,
    contacts: contacts.map((each) => ({ ...each, lastSeen: each.lastSeenAt && day(each.lastSeenAt) })),
    methods: methods.map((method) => describeMethod(method, vendor.timeZone, now)),
    autopays: agreed.map((terms) => ({
      ...terms,
      method: methodName({ brand: terms.methodBrand, last4: terms.methodLast4 }),
      since: day(terms.startedAt),
    })),
    payments: payments
      .slice(0, PAYMENTS_SHOWN)
      .map((payment) => ({ ...payment, on: day(payment.settledAt ?? payment.createdAt) })),
    activity: activity.map(({ at, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      when: formatInstant(at, vendor.timeZone),
    })),
    requestId: newId(),
    statement: { kinds: STATEMENT_KINDS, currencies, today },
    today,
    mayChange: mayAct(actor.role, 'biller'),
    done: new URL(args.request.url).searchParams.get('done'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const { id: customerId } = await customerOf(actor, args.params['id']);
  const why = { cause, now: new Date() };
  const back = (done: string) => redirect(`${paths.vendor.customer(customerId)}?done=${done}`, 303);
  switch (form.get('intent')) {
    case 'contact-add': {
      const typed = readContactForm(form);
      const added = await addContact(actor, { ...typed, customerId }, why);
      if (added.ok) return back('contact-added');
      if (added.refusal.kind !== 'fields') throw noSuchCustomer();
      return data<CustomerRefused>({ about: 'contact', typed, problems: added.refusal.problems }, { status: 422 });
    }
    case 'contact-role': {
      const which = { customerId, contactId: form.get('contactId'), role: formText(form, 'role') };
      const changed = await changeContactRole(actor, which, why);
      return changed.ok ? back('contact-changed') : contactGone();
    }
    case 'contact-remove': {
      const removed = await removeContact(actor, { customerId, contactId: form.get('contactId') }, why);
      return removed.ok ? back('contact-removed') : contactGone();
    }
    case 'method-default':
    case 'method-remove': {
      const methodId = form.get('methodId');
      const change = form.get('intent') === 'method-default' ? makeDefaultPaymentMethod : removePaymentMethod;
      if (!isId(methodId) || !(await change({ ...actor, customerId }, { methodId, cause }, why.now)))
        return data<CustomerRefused>(
          { about: 'gone', words: 'That payment method is no longer on file.' },
          { status: 404 },
        );
      return back(formText(form, 'intent'));
    }
    case 'method-request': {
      const linkId = formText(form, 'requestId');
      if (!isId(linkId)) throw new Response(null, { status: 400 });
      const asked = await requestPaymentMethod(actor, { customerId, linkId }, why);
      if (asked.ok) return back('method-request');
      if (asked.refusal.kind === 'other-request') throw new Response(null, { status: 400 });
      const words = 'There is nobody of this customer who pays, and so nobody to ask.';
      return data<CustomerRefused>({ about: 'gone', words }, { status: 409 });
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

function contactGone() {
  return data<CustomerRefused>(
    { about: 'gone', words: 'That person is no contact of this customer any more.' },
    { status: 404 },
  );
}

export default function Customer() {
  return <CustomerPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />;
}
