import type { TypedContact, TypedCustomer } from '~/domain/customers/customer-fields';
import { formText } from '~/lib/form-text';

export function readCustomerForm(form: FormData): TypedCustomer {
  return {
    number: formText(form, 'number'),
    name: formText(form, 'name'),
    address: formText(form, 'address'),
    taxId: formText(form, 'taxId'),
    language: formText(form, 'language'),
  };
}

/** Only what the form sent: a field that is not there is no field that was emptied. */
export function readSentFields(form: FormData): Partial<TypedCustomer> {
  return Object.fromEntries(Object.entries(readCustomerForm(form)).filter(([name]) => form.has(name)));
}

export function readContactForm(form: FormData): TypedContact {
  return {
    contactName: formText(form, 'contactName'),
    email: formText(form, 'email'),
    role: formText(form, 'role'),
  };
}
