import { languageName } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import { Banner } from '../../ui/banner';
import { ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { PageTitle } from '../../ui/page-title';
import { ViewAsButton } from '../view-as-button';
import { CustomerActivity } from './customer-activity';
import { CustomerBalances } from './customer-balances';
import { CustomerContacts } from './customer-contacts';
import { CustomerMethods } from './customer-methods';
import type { CustomerPageProps } from './customer-page.types';
import { CustomerPayments } from './customer-payments';
import { CustomerStatement } from './customer-statement';
import { OpenInvoices } from './open-invoices';

const DONE: Record<string, string> = {
  created: 'The customer was created.',
  changed: 'The details were changed.',
  'contact-added': 'The contact was added. They sign in with their e-mail address.',
  'contact-changed': 'The role was changed. Their sessions for this customer have ended: they sign in again.',
  'contact-removed': 'The contact was removed. Their sessions for this customer have ended.',
  'method-default': 'This method is offered first from now on.',
  'method-request': 'The mail is on its way. It asks whoever pays there for a card or bank account.',
  'method-remove': 'The payment method was removed, here and at the payment provider.',
};

/** One customer: what it owes, how it pays, who acts for it, and what happened lately. */
export function CustomerPage(props: CustomerPageProps) {
  const { customer, account, contacts, methods, autopays, payments, activity, statement, today, mayChange } = props;
  const { done, refused } = props;
  return (
    <>
      <PageTitle
        title={customer.name}
        subtitle={`${customer.number} · customer since ${customer.since}`}
        back={{ to: paths.vendor.customers, label: 'Customers' }}
        aside={
          <div className="flex flex-wrap gap-3">
            <ViewAsButton customerId={customer.id} name={customer.name} />
            {mayChange && (
              <>
                <ButtonLink to={paths.vendor.editCustomer(customer.id)}>Edit</ButtonLink>
                <ButtonLink to={`${paths.vendor.newLink}?customer=${customer.id}`}>Payment link</ButtonLink>
                <ButtonLink to={`${paths.vendor.newInvoice}?customer=${customer.id}`}>New invoice</ButtonLink>
              </>
            )}
          </div>
        }
      />
      {refused?.about === 'gone' && (
        <Banner tone="red" title={refused.words} className="mb-4">
          Perhaps a colleague was faster. Nothing was changed.
        </Banner>
      )}
      {done && DONE[done] && !refused && <Banner tone="green" title={DONE[done]} className="mb-4" />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,400px)]">
        <div className="grid min-w-0 gap-4">
          <CustomerBalances balances={account.balances} creditPage={paths.vendor.customerCredit(customer.id)} />
          <OpenInvoices account={account} number={customer.number} today={today} />
          <CustomerPayments payments={payments} />
        </div>
        <div className="grid min-w-0 gap-4 md:max-xl:grid-cols-2">
          <CustomerContacts contacts={contacts} mayChange={mayChange} refused={refused} />
          <CustomerMethods
            methods={methods}
            autopays={autopays}
            mayChange={mayChange}
            requestId={props.requestId}
            mayAsk={contacts.some(({ role }) => role === 'payer')}
          />
          <Details customer={customer} />
          <CustomerStatement customerId={customer.id} {...statement} />
        </div>
      </div>
      <CustomerActivity activity={activity} />
    </>
  );
}

function Details({ customer: { addressLines, taxId, language } }: Pick<CustomerPageProps, 'customer'>) {
  return (
    <Card title="Address">
      {addressLines.length > 0 ? (
        <address className="not-italic">
          {addressLines.map((line, index) => (
            <span key={index} className="block wrap-anywhere">
              {line}
            </span>
          ))}
        </address>
      ) : (
        <p className="text-second">No address is known.</p>
      )}
      {taxId && <p className="text-second mt-2 wrap-anywhere">Tax id {taxId}</p>}
      {language && (
        <p className="text-second mt-2">
          Written to in <span lang={language}>{languageName(language)}</span>
        </p>
      )}
    </Card>
  );
}
