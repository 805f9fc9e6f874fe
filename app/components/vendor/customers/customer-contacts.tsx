import { Form, useNavigation } from '@remix-run/react';
import { CONTACT_ROLE_WORDS, CONTACT_ROLES } from '~/domain/customers/contact-role';
import { Button, buttonClass } from '../../ui/button';
import { Card } from '../../ui/card';
import { Tag } from '../../ui/tag';
import { ContactFields } from './contact-fields';
import type { CustomerPageProps, ShownContact } from './customer-page.types';

/** Who acts for the customer. What changes somebody is folded away, in native disclosures. */
export function CustomerContacts({
  contacts,
  mayChange,
  refused,
}: Pick<CustomerPageProps, 'contacts' | 'mayChange' | 'refused'>) {
  return (
    <Card title="Contacts" flush>
      {contacts.length === 0 && <p className="text-second px-5 pb-4">Nobody can sign in for this customer yet.</p>}
      <ul aria-label="Contacts">
        {contacts.map((contact) => (
          <li key={contact.id} className="border-faint border-t px-5 py-3 first:border-0 first:pt-0">
            <div className="flex flex-wrap items-start justify-between gap-x-3">
              <div className="min-w-0 wrap-anywhere">
                <p className="font-semibold">{contact.name}</p>
                {contact.name !== contact.email && <p className="text-small text-second">{contact.email}</p>}
                <p className="text-small text-second">
                  {contact.lastSeen ? `Last active ${contact.lastSeen}` : 'Has not signed in yet'}
                </p>
              </div>
              <Tag tone={contact.role === 'payer' ? 'green' : 'neutral'}>{contact.role}</Tag>
            </div>
            {mayChange && <ChangeContact contact={contact} />}
          </li>
        ))}
      </ul>
      {mayChange && <AddContact refused={refused?.about === 'contact' ? refused : null} />}
    </Card>
  );
}

function ChangeContact({ contact }: { contact: ShownContact }) {
  const { formData } = useNavigation();
  const doing = formData?.get('contactId') === contact.id ? formData.get('intent') : null;
  return (
    <details className="mt-1">
      <summary className="text-small text-green rounded-small inline-flex min-h-6 items-center font-semibold pointer-coarse:min-h-11">
        Change<span className="sr-only"> {contact.name}</span>
      </summary>
      <Form method="post" className="mt-2 flex flex-col gap-3">
        <input type="hidden" name="contactId" value={contact.id} />
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">What {contact.name} may do</legend>
          {CONTACT_ROLES.map((role) => (
            <label key={role} className="flex min-h-6 items-start gap-3">
              <input
                type="radio"
                name="role"
                value={role}
                defaultChecked={role === contact.role}
                className="check mt-[3px]"
              />
              {CONTACT_ROLE_WORDS[role]}
            </label>
          ))}
        </fieldset>
        <p className="text-small text-second">Either ends their sessions for this customer.</p>
        <div className="flex flex-wrap gap-2">
          <Button name="intent" value="contact-role" pending={doing === 'contact-role'}>
            Save role
          </Button>
          <Button name="intent" value="contact-remove" variant="danger" pending={doing === 'contact-remove'}>
            Remove<span className="sr-only"> {contact.name}</span>
          </Button>
        </div>
      </Form>
    </details>
  );
}

type Refused = Extract<NonNullable<CustomerPageProps['refused']>, { about: 'contact' }>;

function AddContact({ refused }: { refused: Refused | null }) {
  const pending = useNavigation().formData?.get('intent') === 'contact-add';
  return (
    <details className="border-faint border-t px-5 py-3" open={refused !== null}>
      <summary className={buttonClass()}>Add a contact</summary>
      <Form method="post" noValidate className="mt-4 flex flex-col gap-4">
        <ContactFields typed={refused?.typed} problems={refused?.problems} />
        <div>
          <Button variant="primary" name="intent" value="contact-add" pending={pending}>
            {pending ? 'Adding…' : 'Add contact'}
          </Button>
        </div>
      </Form>
    </details>
  );
}
