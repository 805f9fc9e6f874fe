import { CONTACT_ROLE_WORDS, CONTACT_ROLES } from '~/domain/customers/contact-role';
import { MOST, type CustomerProblems, type TypedContact } from '~/domain/customers/customer-fields';
import { Field, SelectField } from '../../ui/field';

/** A person of a customer: how they are called, where they are written to, what they may do. */
export function ContactFields({ typed, problems = {} }: { typed?: TypedContact; problems?: CustomerProblems }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Contact’s name"
        name="contactName"
        autoComplete="off"
        maxLength={MOST.contactName}
        defaultValue={typed?.contactName}
        error={problems.contactName}
      />
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        defaultValue={typed?.email}
        error={problems.email}
      />
      <SelectField
        label="What they may do"
        name="role"
        defaultValue={typed?.role || 'payer'}
        error={problems.role}
        className="sm:col-span-2"
      >
        {CONTACT_ROLES.map((role) => (
          <option key={role} value={role}>
            {CONTACT_ROLE_WORDS[role]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
