import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction, type Tx } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { CONTACT_ROLES, type ContactRole } from './contact-role';
import { checkContact, type ContactDetails, type CustomerProblems, type TypedContact } from './customer-fields';

export type AddContactRefusal = { kind: 'no-such-customer' } | { kind: 'fields'; problems: CustomerProblems };
export type ContactRefusal = 'no-such-contact' | 'unknown-role';

type Why = { cause: string; now: Date };
type Scope = { customerId: string };

/**
 * Lets a person look at a customer's account, or pay for it. Whoever has that address already, here or with another
 * vendor, is the same person, and nobody is told so. Adding the same again changes nothing; one who was removed is back.
 */
export async function addContact(
  actor: StaffActor,
  { customerId, ...typed }: Scope & TypedContact,
  why: Why,
): Promise<Result<{ name: string }, AddContactRefusal>> {
  const checked = checkContact(typed);
  if (!checked.ok) return refuse({ kind: 'fields', problems: checked.problems });
  const { vendorId } = actor;
  return transaction(async (tx): Promise<Result<{ name: string }, AddContactRefusal>> => {
    const customer = await tx.customer.findFirst({ where: { vendorId, id: customerId }, select: { id: true } });
    if (!customer) return refuse({ kind: 'no-such-customer' });
    const put = await putContact(tx, { vendorId, customerId, contact: checked.contact, now: why.now });
    if (put.kind === 'there' && put.role !== checked.contact.role)
      return refuse({
        kind: 'fields',
        problems: { email: `This person is a contact already, as ${put.role}. Change that in the list.` },
      });
    if (put.kind === 'added') await recordAdded(tx, actor, { ...put, customerId, contact: checked.contact }, why);
    return { ok: true, name: checked.contact.name };
  });
}

type Put = { kind: 'added'; contactId: string } | { kind: 'there'; role: ContactRole };

/** Makes the person, if there is none with that address, and the contact, within the caller's transaction. */
export async function putContact(
  tx: Tx,
  { vendorId, customerId, contact, now }: { vendorId: string; customerId: string; contact: ContactDetails; now: Date },
): Promise<Put> {
  const { name, email, role } = contact;
  await tx.$executeRaw`INSERT INTO people (id, email, name) VALUES (${newId()}::uuid, ${email}, ${name}) ON CONFLICT (email) DO NOTHING`;
  const [added] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO contacts (vendor_id, id, customer_id, person_id, role, name, created_at)
    SELECT ${vendorId}::uuid, ${newId()}::uuid, ${customerId}::uuid, p.id, ${role}, ${name}, ${now}::timestamptz FROM people p WHERE p.email = ${email}
    ON CONFLICT (vendor_id, customer_id, person_id) DO UPDATE SET role = excluded.role, name = excluded.name, removed_at = NULL, created_at = excluded.created_at
      WHERE contacts.removed_at IS NOT NULL
    RETURNING id`;
  if (added) return { kind: 'added', contactId: added.id };
  const [there] = await tx.$queryRaw<{ role: ContactRole }[]>`
    SELECT c.role FROM contacts c JOIN people p ON p.id = c.person_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND p.email = ${email}`;
  return { kind: 'there', role: there?.role ?? role };
}

export function recordAdded(
  tx: Tx,
  actor: StaffActor,
  added: { contactId: string; customerId: string; contact: ContactDetails },
  { cause }: Pick<Why, 'cause'>,
): Promise<void> {
  const { contactId, customerId, contact } = added;
  return note(tx, actor, { action: 'contact.added', contactId, cause, data: { customerId, ...contact } });
}

type Change = Scope & { contactId: unknown };

/** Gives a contact another role. Their sessions for this customer end, so that none goes on with the old one. Repeating it changes nothing. */
export async function changeContactRole(
  actor: StaffActor,
  { role, ...which }: Change & { role: string },
  { cause, now }: Why,
): Promise<Result<{ name: string }, ContactRefusal>> {
  const wanted = CONTACT_ROLES.find((each) => each === role);
  if (!wanted) return refuse('unknown-role');
  const { vendorId } = actor;
  return transaction(async (tx): Promise<Result<{ name: string }, ContactRefusal>> => {
    const contact = await lockContact(tx, vendorId, which);
    if (!contact) return refuse('no-such-contact');
    const { id: contactId, name, role: before } = contact;
    if (before === wanted) return { ok: true, name };
    await tx.contact.updateMany({ where: { vendorId, id: contactId }, data: { role: wanted } });
    await endSessions(tx, contactId, now);
    await note(tx, actor, {
      action: 'contact.role-changed',
      contactId,
      cause,
      data: { email: contact.email, from: before, to: wanted },
    });
    return { ok: true, name };
  });
}

/**
 * Takes a contact off a customer: they can neither look at it nor pay for it from this moment, in any browser. Where
 * else they belong they stay signed in. What they did stays under their name.
 */
export async function removeContact(
  actor: StaffActor,
  which: Change,
  { cause, now }: Why,
): Promise<Result<{ name: string }, ContactRefusal>> {
  const { vendorId } = actor;
  return transaction(async (tx): Promise<Result<{ name: string }, ContactRefusal>> => {
    const contact = await lockContact(tx, vendorId, which);
    if (!contact) return refuse('no-such-contact');
    await tx.contact.updateMany({ where: { vendorId, id: contact.id }, data: { removedAt: now } });
    await endSessions(tx, contact.id, now);
    const { email, role } = contact;
    await note(tx, actor, { action: 'contact.removed', contactId: contact.id, cause, data: { email, role } });
    return { ok: true, name: contact.name };
  });
}

type Locked = { id: string; name: string; email: string; role: ContactRole };

async function lockContact(tx: Tx, vendorId: string, { customerId, contactId }: Change): Promise<Locked | null> {
  if (!isId(contactId)) return null;
  const [contact] = await tx.$queryRaw<Locked[]>`
    SELECT c.id, coalesce(c.name, p.name) AS name, p.email, c.role FROM contacts c JOIN people p ON p.id = c.person_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.id = ${contactId}::uuid AND c.removed_at IS NULL
    FOR NO KEY UPDATE OF c`;
  return contact ?? null;
}

async function endSessions(tx: Tx, contactId: string, now: Date): Promise<void> {
  await tx.session.updateMany({ where: { contactId, revokedAt: null }, data: { revokedAt: now } });
}

function note(
  tx: Tx,
  actor: StaffActor,
  {
    action,
    contactId,
    cause,
    data,
  }: { action: string; contactId: string; cause: string; data: Record<string, unknown> },
): Promise<void> {
  const { vendorId } = actor;
  return record(tx, { vendorId, actor, action, subject: 'contact', subjectId: contactId, cause, data });
}
