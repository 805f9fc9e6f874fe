import { redirectDocument, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { readCookie, SESSION_COOKIE } from '~/auth/cookies';
import { causeOf, requirePerson } from '~/auth/guards.server';
import { listOwnCustomers, type OwnCustomer } from '~/auth/list-own-customers.server';
import { localPath } from '~/auth/local-path';
import { switchCustomer } from '~/auth/switch-customer.server';
import { SignInFrame } from '~/components/sign-in-frame';
import { Icon } from '~/components/ui/icon';
import { Money } from '~/components/ui/money';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Choose a customer · Quittance' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { personId, personName, contactId } = await requirePerson({ request, context });
  const to = localPath(new URL(request.url).searchParams.get('to'), '');
  return { to, personName, current: contactId, customers: await listOwnCustomers(personId) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await requirePerson({ request, context });
  const form = await request.formData();
  const switched = await switchCustomer({
    sessionToken: readCookie(request, SESSION_COOKIE),
    contactId: form.get('contactId'),
    cause: causeOf(context),
    now: new Date(),
  });
  if (!switched.ok) throw new Response('There is no such customer of yours.', { status: 404 });
  return redirectDocument(localPath(form.get('to'), paths.invoices), {
    status: 303,
    headers: { 'Set-Cookie': switched.setCookie },
  });
}

export default function ChooseCustomer() {
  const { to, personName, current, customers } = useLoaderData<typeof loader>();
  const chosen = useNavigation().formData?.get('contactId');
  return (
    <SignInFrame
      title="Whose invoices?"
      lead={`${personName}, you can look at ${customers.length === 1 ? 'one customer' : `${customers.length} customers`}.`}
      foot={<SignOut />}
    >
      <Form method="post">
        <input type="hidden" name="to" value={to} />
        <ul className="-mx-2 flex flex-col gap-1">
          {customers.map((customer) => (
            <li key={customer.contactId}>
              <Choice
                customer={customer}
                current={customer.contactId === current}
                pending={customer.contactId === chosen}
              />
            </li>
          ))}
        </ul>
      </Form>
    </SignInFrame>
  );
}

function Choice({ customer, current, pending }: { customer: OwnCustomer; current: boolean; pending: boolean }) {
  return (
    <button
      name="contactId"
      value={customer.contactId}
      aria-busy={pending || undefined}
      className="rounded-control hover:border-line hover:bg-paper flex w-full items-center gap-3 border border-transparent px-2 py-2.5 text-start transition-colors"
    >
      <span className="min-w-0 grow">
        <span className="block font-semibold wrap-anywhere">{customer.customerName}</span>
        <span className="text-small text-second block wrap-anywhere">
          {customer.vendorName} · {customer.customerNumber}
          {customer.role === 'viewer' && ' · viewer'}
          {current && ' · looking at it now'}
        </span>
      </span>
      <span className="text-small text-end">
        {customer.open.length === 0 && <span className="text-second">nothing open</span>}
        {customer.open.map(({ currency, dueMinor }) => (
          <span key={currency} className="block">
            <Money amountMinor={dueMinor} currency={currency} className="font-semibold" />{' '}
            <span className="text-second">open</span>
          </span>
        ))}
      </span>
      {pending ? <span className="spinner" aria-hidden /> : <Icon name="chevron-right" className="text-third" />}
    </button>
  );
}

function SignOut() {
  const look = 'rounded-small underline underline-offset-2 hover:text-ink';
  return (
    <Form method="post" action={paths.signOut} className="flex justify-center gap-5">
      <button className={look}>Sign out</button>
      <button name="everywhere" value="1" className={look}>
        Sign out everywhere
      </button>
    </Form>
  );
}
