import { redirectDocument, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { readCookie, SESSION_COOKIE } from '~/auth/cookies';
import { causeOf, requirePerson } from '~/auth/guards.server';
import { listOwnCustomers, type OwnCustomer } from '~/auth/list-own-customers.server';
import { localPath } from '~/auth/local-path';
import { switchCustomer } from '~/auth/switch-customer.server';
import { frameWords } from '~/components/frame.words';
import { languageOfMatches, useWords } from '~/components/language';
import { signInWords } from '~/components/sign-in.words';
import { SignInFrame } from '~/components/sign-in-frame';
import { Icon } from '~/components/ui/icon';
import { Money } from '~/components/ui/money';
import { pageLanguage } from '~/lib/languages/page-language';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${signInWords(languageOfMatches(matches))('chooseCustomer')} · Quittance` },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = await requirePerson({ request, context });
  const { personId, personName, contactId } = session;
  const to = localPath(new URL(request.url).searchParams.get('to'), '');
  const language = pageLanguage(request, session.contactId === null ? null : session.language);
  return { language, to, personName, current: contactId, customers: await listOwnCustomers(personId) };
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
  const say = useWords(signInWords);
  const chosen = useNavigation().formData?.get('contactId');
  return (
    <SignInFrame
      title={say('whose')}
      lead={say('mayLookAt', { name: personName, customers: customers.length })}
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
  const say = useWords(signInWords);
  return (
    <button
      name="contactId"
      value={customer.contactId}
      aria-busy={pending || undefined}
      className="rounded-control hover:border-line hover:bg-paper flex w-full items-center gap-3 border border-transparent px-2 py-2.5 text-start transition-colors"
    >
      <span className="min-w-0 grow">
        <span className="block font-semibold wrap-anywhere">
          <bdi>{customer.customerName}</bdi>
        </span>
        <span className="text-small text-second block wrap-anywhere">
          <bdi>{customer.vendorName}</bdi> · <bdi className="whitespace-nowrap">{customer.customerNumber}</bdi>
          {customer.role === 'viewer' && ` · ${say('viewer')}`}
          {current && ` · ${say('lookingNow')}`}
        </span>
      </span>
      <span className="text-small text-end">
        {customer.open.length === 0 && <span className="text-second">{say('nothingOpen')}</span>}
        {customer.open.map(({ currency, dueMinor }) => (
          <span key={currency} className="block">
            <Money amountMinor={dueMinor} currency={currency} className="font-semibold" />{' '}
            <span className="text-second whitespace-nowrap">{say('open')}</span>
          </span>
        ))}
      </span>
      {pending ? <span className="spinner" aria-hidden /> : <Icon name="chevron-right" className="text-third" />}
    </button>
  );
}

function SignOut() {
  const say = useWords(frameWords);
  const look = 'rounded-small underline underline-offset-2 hover:text-ink';
  return (
    <Form method="post" action={paths.signOut} className="flex justify-center gap-5">
      <button className={look}>{say('signOut')}</button>
      <button name="everywhere" value="1" className={look}>
        {say('signOutEverywhere')}
      </button>
    </Form>
  );
}
