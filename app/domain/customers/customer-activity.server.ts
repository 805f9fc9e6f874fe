import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import { paths } from '~/lib/paths';
import { mailWords, noteWords, type ActivityNote } from './activity-words';

/** One thing that happened about a customer: what, by whom, and the page of the desk that it is about. */
export type Activity = { at: Date; what: string; who: string | null; page: string | null };

const SHOWN = 30;
/** Of invoices, payments and charges, of which there may be very many, the latest. */
const LATEST = 30;

type Note = ActivityNote & {
  at: Date;
  who: string | null;
  paymentId: string | null;
  invoiceId: string | null;
};
type Mail = { id: string; at: Date; kind: string; to: string; subject: string; state: string };

/** What happened lately about a customer, newest first: what the audit holds of it and of what belongs to it, and the mails about it. */
export async function customerActivity(scope: InvoiceScope): Promise<Activity[]> {
  const [notes, mails] = await Promise.all([readNotes(scope), readMails(scope)]);
  const all = [
    ...notes.map((note): Activity => ({ at: note.at, what: noteWords(note), who: whoOf(note), page: pageOf(note) })),
    ...mails.map((mail): Activity => ({
      at: mail.at,
      what: mailWords(mail),
      who: null,
      page: paths.vendor.mail(mail.id),
    })),
  ];
  return all.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, SHOWN);
}

function pageOf({ paymentId, invoiceId }: Note): string | null {
  if (paymentId) return paths.vendor.payment(paymentId);
  return invoiceId && paths.vendor.invoice(invoiceId);
}

function whoOf({ actorKind, who }: Note): string | null {
  return who ?? (actorKind === 'link' ? 'whoever holds a payment link' : null);
}

function readNotes({ vendorId, customerId }: InvoiceScope): Promise<Note[]> {
  return db.$queryRaw<Note[]>`
    WITH paid AS (SELECT p.id, p.currency, p.amount_minor + p.credit_minor AS minor FROM payments p
      WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid ORDER BY p.created_at DESC LIMIT ${LATEST}
    ), owed AS (SELECT i.id, i.number FROM invoices i
      WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid ORDER BY i.due_on DESC LIMIT ${LATEST}
    ), theirs (subject, id, name, currency, minor, "paymentId", "invoiceId") AS (
      SELECT 'customer', ${customerId}::text, NULL::text, NULL::text, NULL::bigint, NULL::uuid, NULL::uuid
      UNION ALL SELECT 'contact', c.id::text, NULL, NULL, NULL, NULL, NULL FROM contacts c WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid
      UNION ALL SELECT 'payment_method', n.name, NULL, NULL, NULL, NULL, NULL FROM payment_methods m CROSS JOIN LATERAL (VALUES (m.id::text), (m.gateway_method_id)) AS n (name)
        WHERE m.vendor_id = ${vendorId}::uuid AND m.customer_id = ${customerId}::uuid
      UNION ALL SELECT 'autopay', a.id::text, NULL, NULL, NULL, NULL, NULL FROM autopays a WHERE a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid
      UNION ALL (SELECT 'scheduled_charge', s.id::text, NULL, s.currency, s.agreed_minor, NULL, NULL FROM scheduled_charges s
        WHERE s.vendor_id = ${vendorId}::uuid AND s.customer_id = ${customerId}::uuid ORDER BY s.created_at DESC LIMIT ${LATEST})
      UNION ALL SELECT 'payment', p.id::text, NULL, p.currency, p.minor, p.id, NULL FROM paid p
      UNION ALL SELECT 'refund', r.id::text, NULL, r.currency, r.amount_minor, p.id, NULL FROM paid p
        JOIN refunds r ON r.vendor_id = ${vendorId}::uuid AND r.payment_id = p.id
      UNION ALL SELECT 'invoice', i.id::text, i.number, NULL, NULL, NULL, i.id FROM owed i
      UNION ALL SELECT 'credit note', n.id::text, n.number, n.currency, n.amount_minor, NULL, i.id FROM owed i
        JOIN credit_notes n ON n.vendor_id = ${vendorId}::uuid AND n.invoice_id = i.id
    )
    SELECT e.at, e.action, e.actor_kind AS "actorKind", coalesce(s.name, c.name, p.name) AS who, e.data,
      t.name, t.currency, t.minor AS "amountMinor", t."paymentId", t."invoiceId"
    FROM theirs t JOIN audit_entries e ON e.vendor_id = ${vendorId}::uuid AND e.subject = t.subject AND e.subject_id = t.id
    LEFT JOIN staff s ON e.actor_kind = 'staff' AND s.vendor_id = ${vendorId}::uuid AND s.id::text = e.actor_id
    LEFT JOIN contacts c ON e.actor_kind = 'contact' AND c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.id::text = e.actor_id
    LEFT JOIN people p ON p.id = c.person_id
    ORDER BY e.at DESC, e.sequence DESC LIMIT ${SHOWN}`;
}

function readMails({ vendorId, customerId }: InvoiceScope): Promise<Mail[]> {
  return db.$queryRaw<Mail[]>`
    SELECT m.id, m.created_at AS at, m.kind, m."to", m.subject, m.state FROM outgoing_mails m
    WHERE m.vendor_id = ${vendorId}::uuid AND m.customer_id = ${customerId}::uuid ORDER BY m.created_at DESC, m.id LIMIT ${SHOWN}`;
}
