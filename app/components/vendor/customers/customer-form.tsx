import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { MOST, type CustomerProblems, type TypedContact, type TypedCustomer } from '~/domain/customers/customer-fields';
import { languageName, type Language } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import { Banner } from '../../ui/banner';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field, SelectField, TextField } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { LanguageOptions } from '../language-options';
import { ContactFields } from './contact-fields';

type Refused = {
  typed: TypedCustomer & TypedContact;
  problems: CustomerProblems;
  /** This form made another customer before. */
  madeAlready: boolean;
};

/** A new customer, with whoever may sign in for it first. */
export function CustomerForm({
  customerId,
  suggested,
  vendorLanguage,
  refused,
}: {
  customerId: string;
  suggested: string;
  vendorLanguage: Language;
  refused: Refused | null;
}) {
  const typed = refused?.typed;
  return (
    <div className="max-w-[760px]">
      <PageTitle title="New customer" back={{ to: paths.vendor.customers, label: 'Customers' }} />
      {refused?.madeAlready && (
        <Banner tone="amber" title="This form has made a customer already" className="mb-4">
          It was made the first time. Press the button again if you want another one, as typed here.
        </Banner>
      )}
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="customerId" value={customerId} />
        <Card title="Customer">
          <CustomerFields
            typed={typed ?? { number: suggested, name: '', address: '', taxId: '', language: '' }}
            problems={refused?.problems}
            vendorLanguage={vendorLanguage}
          />
        </Card>
        <Card title="First contact">
          <p className="text-small text-second mb-4">
            Whoever is billed and may sign in. Leave it empty to add people later; nobody is written to now.
          </p>
          <ContactFields typed={typed} problems={refused?.problems} />
        </Card>
        <Buttons cancel={paths.vendor.customers} words="Create customer" working="Creating…" />
      </Form>
    </div>
  );
}

/** What a customer is called and where it is. */
export function EditCustomer({
  customer,
  vendorLanguage,
  refused,
}: {
  customer: TypedCustomer & { id: string };
  vendorLanguage: Language;
  refused: { typed: TypedCustomer; problems: CustomerProblems } | null;
}) {
  const page = paths.vendor.customer(customer.id);
  return (
    <div className="max-w-[760px]">
      <PageTitle title={`Edit ${customer.name}`} back={{ to: page, label: customer.name }} />
      <Form method="post" noValidate className="flex flex-col gap-4">
        <Card>
          <CustomerFields
            typed={refused?.typed ?? customer}
            problems={refused?.problems}
            vendorLanguage={vendorLanguage}
          />
          <p className="text-small text-second mt-4">
            Invoices and receipts that were issued keep what they say. The next ones say what stands here.
          </p>
        </Card>
        <Buttons cancel={page} words="Save" working="Saving…" />
      </Form>
    </div>
  );
}

function Buttons({ cancel, words, working }: { cancel: string; words: string; working: string }): ReactNode {
  const pending = useNavigation().formMethod === 'POST';
  return (
    <div className="flex flex-wrap gap-3">
      <Button variant="primary" pending={pending} className="min-h-10">
        {pending ? working : words}
      </Button>
      <ButtonLink to={cancel} className="min-h-10">
        Cancel
      </ButtonLink>
    </div>
  );
}

type CustomerFieldsProps = { typed: TypedCustomer; problems?: CustomerProblems; vendorLanguage: Language };

function CustomerFields({ typed, problems = {}, vendorLanguage }: CustomerFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={MOST.name}
        required
        defaultValue={typed.name}
        error={problems.name}
        className="sm:col-span-2"
      />
      <Field
        label="Number"
        name="number"
        autoComplete="off"
        spellCheck={false}
        maxLength={MOST.number}
        required
        hint="What your own books call it. Each customer has its own."
        defaultValue={typed.number}
        error={problems.number}
      />
      <Field
        label="Tax id"
        name="taxId"
        autoComplete="off"
        spellCheck={false}
        maxLength={MOST.taxId}
        hint="Printed on its invoices. May be empty."
        defaultValue={typed.taxId}
        error={problems.taxId}
      />
      <TextField
        label="Address"
        name="address"
        rows={4}
        hint={`As it is printed on invoices, up to ${MOST.addressLines} lines. May be empty.`}
        defaultValue={typed.address}
        error={problems.address}
        className="sm:col-span-2"
      />
      <SelectField
        label="Language"
        name="language"
        hint="Of its portal, mails, invoices, receipts and statements."
        defaultValue={typed.language}
        error={problems.language}
      >
        <option value="">{`As for everybody: ${languageName(vendorLanguage)}`}</option>
        <LanguageOptions />
      </SelectField>
    </div>
  );
}
