import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction, type Tx } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import {
  checkContact,
  checkCustomer,
  type CustomerDetails,
  type CustomerProblems,
  type TypedContact,
  type TypedCustomer,
} from './customer-fields';
import { putContact, recordAdded } from './manage-contacts.server';

export type SaveCustomerRefusal =
  | { kind: 'fields'; problems: CustomerProblems }
  /** The form has made a customer before, and says something else now. */
  | { kind: 'made-already' }
  | { kind: 'no-such-customer' };

type Why = { cause: string; now: Date };
type Saved = Result<{ customerId: string }, SaveCustomerRefusal>;

const NUMBER_TAKEN = { kind: 'fields', problems: { number: 'Another customer has this number.' } } as const;

/**
 * Makes a customer, with a first contact where an address is typed. The page has minted its id: the same form again is
 * the same customer, however often it is sent.
 */
export async function createCustomer(
  actor: StaffActor,
  { customerId, ...typed }: TypedCustomer & TypedContact & { customerId: string },
  { cause, now }: Why,
): Promise<Saved> {
  if (!isId(customerId)) return refuse({ kind: 'made-already' });
  const customer = checkCustomer(typed);
  const contact = typed.email.trim() === '' && typed.contactName.trim() === '' ? null : checkContact(typed);
  if (!customer.ok || contact?.ok === false)
    return refuse({ kind: 'fields', problems: { ...problemsOf(customer), ...problemsOf(contact) } });
  const { vendorId } = actor;
  const { details } = customer;
  return transaction(async (tx): Promise<Saved> => {
    await lockNumbers(tx, vendorId);
    const made = await tx.$executeRaw`
      INSERT INTO customers (vendor_id, id, number, name, address_lines, tax_id, language, created_at)
      VALUES (${vendorId}::uuid, ${customerId}::uuid, ${details.number}, ${details.name}, ${details.addressLines}::text[], ${details.taxId}, ${details.language}, ${now}::timestamptz)
      ON CONFLICT DO NOTHING`;
    if (made === 0) return madeBefore(tx, vendorId, customerId, details);
    const put = contact && (await putContact(tx, { vendorId, customerId, contact: contact.contact, now }));
    await note(tx, actor, { action: 'customer.created', customerId, cause, data: details });
    if (contact && put?.kind === 'added')
      await recordAdded(tx, actor, { customerId, contactId: put.contactId, contact: contact.contact }, { cause });
    return { ok: true, customerId };
  });
}

function problemsOf(checked: { ok: true } | { ok: false; problems: CustomerProblems } | null): CustomerProblems {
  return checked && !checked.ok ? checked.problems : {};
}

async function madeBefore(tx: Tx, vendorId: string, customerId: string, details: CustomerDetails): Promise<Saved> {
  const before = await tx.customer.findFirst({
    where: { vendorId, id: customerId },
    select: { number: true, name: true },
  });
  if (before?.number === details.number && before.name === details.name) return { ok: true, customerId };
  const taken = await tx.customer.findFirst({ where: { vendorId, number: details.number }, select: { id: true } });
  return refuse(!before && taken ? NUMBER_TAKEN : { kind: 'made-already' });
}

/** Changes what a customer is called and where it is; what is not said stays as it is. What was, and what is now, stands in the audit; the same again changes nothing. */
export async function changeCustomer(
  actor: StaffActor,
  { customerId, ...said }: Partial<TypedCustomer> & { customerId: string },
  { cause }: Why,
): Promise<Saved> {
  const { vendorId } = actor;
  return transaction(async (tx): Promise<Saved> => {
    const before = await lockCustomer(tx, vendorId, customerId);
    if (!before) return refuse({ kind: 'no-such-customer' });
    const customer = checkCustomer({ ...asTyped(before), ...said });
    if (!customer.ok) return refuse({ kind: 'fields', problems: customer.problems });
    const { from, to } = difference(before, customer.details);
    if (Object.keys(to).length === 0) return { ok: true, customerId };
    const { number, ...rest } = customer.details;
    if (await isTaken(tx, { vendorId, number, customerId })) return refuse(NUMBER_TAKEN);
    await tx.customer.updateMany({ where: { vendorId, id: customerId }, data: { number, ...rest } });
    await note(tx, actor, { action: 'customer.changed', customerId, cause, data: { from, to } });
    return { ok: true, customerId };
  });
}

/** What a customer has, as its form shows it. */
export function asTyped({ number, name, addressLines, taxId, language }: CustomerDetails): TypedCustomer {
  return { number, name, address: addressLines.join('\n'), taxId: taxId ?? '', language: language ?? '' };
}

/** Two who choose the same number for the same vendor come one after the other, and the second is told. */
export async function lockNumbers(tx: Tx, vendorId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('customer numbers'), hashtext(${vendorId}))`;
}

async function lockCustomer(tx: Tx, vendorId: string, customerId: string): Promise<CustomerDetails | null> {
  if (!isId(customerId)) return null;
  await lockNumbers(tx, vendorId);
  const [customer] = await tx.$queryRaw<CustomerDetails[]>`
    SELECT number, name, coalesce(address_lines, '{}') AS "addressLines", tax_id AS "taxId", language FROM customers
    WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid FOR NO KEY UPDATE`;
  return customer ?? null;
}

async function isTaken(
  tx: Tx,
  { vendorId, number, customerId }: { vendorId: string; number: string; customerId: string },
): Promise<boolean> {
  return (await tx.customer.count({ where: { vendorId, number, NOT: { id: customerId } } })) > 0;
}

function difference(before: CustomerDetails, after: CustomerDetails) {
  const fields = (Object.keys(after) as (keyof CustomerDetails)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const pick = (of: CustomerDetails) => Object.fromEntries(fields.map((field) => [field, of[field]]));
  return { from: pick(before), to: pick(after) };
}

function note(
  tx: Tx,
  actor: StaffActor,
  {
    action,
    customerId,
    cause,
    data,
  }: { action: string; customerId: string; cause: string; data: Record<string, unknown> },
): Promise<void> {
  const { vendorId } = actor;
  return record(tx, { vendorId, actor, action, subject: 'customer', subjectId: customerId, cause, data });
}
