import { reasonWords } from '~/domain/invoice-disputes/invoice-dispute';
import { record } from '~/domain/audit/record.server';
import { issueInvoices } from '~/domain/invoices/issue-invoices.server';
import { postInvoiceVoidedEntries } from '~/domain/ledger/post-invoice-entries.server';
import { recordOutsidePayments } from '~/domain/payments/record-outside-payments.server';
import { addDays, dateIn, type CalendarDate } from '~/lib/dates';
import { takeLonger, transaction, type Tx } from '~/lib/db.server';
import { batchBooks } from './batch-books';
import { morning, type DemoBooks, type DemoMark } from './demo-books';
import { demoId } from './demo-id';
import { fabrikamBooks } from './fabrikam-books';
import { manyInvoices } from './many-books';
import { contacts, contoso, customers, northwind, signIns, staff, wideWorld, type DemoSignIn } from './northwind';
import { adventureWorksBooks, tailspinBooks } from './tailspin-books';

const INVOICES_PER_STATEMENT = 2_500;

/**
 * Makes the demo's vendor, people, invoices and past payments in one transaction, on a database without any
 * vendor; anywhere else it changes nothing, so every start may call it, several at once too. The world is the
 * same on every machine on the same day: ids come from names, dates from the vendor's today.
 */
export async function seedDemo({ now }: { now: Date }): Promise<{ seeded: boolean; signIns: readonly DemoSignIn[] }> {
  const today = dateIn(northwind.timeZone, now);
  return transaction(async (tx) => {
    // Seconds on any machine, but one that is busy may need longer than a page may take.
    await takeLonger(tx, 110);
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('quittance demo'))`;
    const vendors = await tx.$queryRaw<{ id: string }[]>`SELECT id::text FROM vendors LIMIT 2`;
    if (vendors.length > 0)
      return { seeded: false, signIns: vendors.some((vendor) => vendor.id === northwind.id) ? signIns : [] };
    await insertPeople(tx, morning(addDays(today, -400)));
    await insertBooks(tx, demoBooks(today));
    await record(tx, {
      vendorId: northwind.id,
      actor: { kind: 'system', name: 'demo' },
      action: 'demo.seeded',
      subject: 'vendor',
      subjectId: northwind.id,
      cause: `start on ${today}`,
    });
    return { seeded: true, signIns };
  });
}

function demoBooks(today: CalendarDate): DemoBooks {
  const small = [fabrikamBooks(today), tailspinBooks(today), adventureWorksBooks(today), batchBooks(today)];
  return {
    invoices: [
      ...small.flatMap((books) => books.invoices),
      ...manyInvoices({ today, customerId: contoso.id, count: 1_000, firstNumber: 4001 }),
      ...manyInvoices({ today, customerId: wideWorld.id, count: 10_000, firstNumber: 10_001 }),
    ],
    payments: small.flatMap((books) => books.payments),
    marks: small.flatMap((books) => books.marks),
  };
}

async function insertBooks(tx: Tx, books: DemoBooks): Promise<void> {
  for (let from = 0; from < books.invoices.length; from += INVOICES_PER_STATEMENT) {
    await issueInvoices(tx, {
      vendorId: northwind.id,
      invoices: books.invoices.slice(from, from + INVOICES_PER_STATEMENT),
    });
  }
  await recordOutsidePayments(tx, { vendorId: northwind.id, payments: books.payments });
  await markInvoices(tx, books.marks);
}

async function markInvoices(tx: Tx, marks: readonly DemoMark[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE invoices i SET
      disputed_at = CASE WHEN n.disputed IS NOT NULL THEN n.at END, dispute_reason = n.disputed,
      voided_at = CASE WHEN n.voided IS NOT NULL THEN n.at END, void_reason = n.voided,
      archived_at = CASE WHEN n.archived THEN n.at END
    FROM unnest(
      ${marks.map((mark) => mark.invoiceId)}::uuid[],
      ${marks.map((mark) => morning(mark.on).toISOString())}::timestamptz[],
      ${marks.map(({ disputed }) => (disputed ? reasonWords(disputed.reason) : null))}::text[],
      ${marks.map((mark) => mark.voided ?? null)}::text[],
      ${marks.map((mark) => mark.archived ?? false)}::bool[]
    ) AS n (id, at, disputed, voided, archived)
    WHERE i.vendor_id = ${northwind.id}::uuid AND i.id = n.id`;
  await insertDisputes(tx, marks);
  await postInvoiceVoidedEntries(tx, {
    vendorId: northwind.id,
    entries: marks
      .filter((mark) => mark.voided)
      .map((mark) => ({ id: demoId(`invoice_voided ${mark.invoiceId}`), invoiceId: mark.invoiceId })),
  });
}

/** All that was due, said by the customer's first payer. */
async function insertDisputes(tx: Tx, marks: readonly DemoMark[]): Promise<void> {
  const disputes = marks.flatMap(({ invoiceId, on, disputed }) => (disputed ? [{ invoiceId, on, ...disputed }] : []));
  await tx.$executeRaw`
    INSERT INTO invoice_disputes (id, vendor_id, customer_id, invoice_id, currency, kind, reason, covers, amount_minor, message, contact_id, opened_at)
    SELECT n.id, i.vendor_id, i.customer_id, i.id, i.currency, 'dispute', n.reason, 'invoice', i.due_minor, n.message,
      (SELECT c.id FROM contacts c WHERE c.vendor_id = i.vendor_id AND c.customer_id = i.customer_id AND c.role = 'payer' ORDER BY c.id LIMIT 1), n.at
    FROM unnest(
      ${disputes.map(({ invoiceId }) => demoId(`dispute ${invoiceId}`))}::uuid[],
      ${disputes.map(({ invoiceId }) => invoiceId)}::uuid[],
      ${disputes.map(({ reason }) => reason)}::text[],
      ${disputes.map(({ message }) => message)}::text[],
      ${disputes.map(({ on }) => morning(on).toISOString())}::timestamptz[]
    ) AS n (id, invoice_id, reason, message, at) JOIN invoices i ON i.vendor_id = ${northwind.id}::uuid AND i.id = n.invoice_id`;
}

async function insertPeople(tx: Tx, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO vendors (id, slug, name, legal_name, address_lines, tax_id, email, time_zone, part_payments, sepa_creditor_id, created_at)
    VALUES (${northwind.id}::uuid, ${northwind.slug}, ${northwind.name}, ${northwind.legalName}, ${[...northwind.addressLines]}::text[],
      ${northwind.taxId}, ${northwind.email}, ${northwind.timeZone}, true, ${northwind.sepaCreditorId}, ${at}::timestamptz)`;
  await tx.$executeRaw`
    INSERT INTO part_payment_minimums (vendor_id, currency, minimum_minor)
    VALUES (${northwind.id}::uuid, 'USD', 1000), (${northwind.id}::uuid, 'EUR', 1000)`;
  await tx.$executeRaw`
    INSERT INTO batch_thresholds (vendor_id, currency, threshold_minor)
    VALUES (${northwind.id}::uuid, 'USD', 5000000), (${northwind.id}::uuid, 'EUR', 5000000)`;
  await tx.$executeRaw`
    INSERT INTO staff (vendor_id, created_at, id, email, name, role)
    SELECT ${northwind.id}::uuid, ${at}::timestamptz, n.* FROM unnest(
      ${staff.map((one) => demoId(`staff ${one.email}`))}::uuid[], ${staff.map((one) => one.email)}::text[],
      ${staff.map((one) => one.name)}::text[], ${staff.map((one) => one.role)}::text[]) AS n`;
  // An array of arrays would be a matrix to PostgreSQL, so the address comes as JSON.
  await tx.$executeRaw`
    INSERT INTO customers (vendor_id, created_at, id, number, name, address_lines)
    SELECT ${northwind.id}::uuid, ${at}::timestamptz, (c ->> 'id')::uuid, c ->> 'number', c ->> 'name',
      ARRAY(SELECT jsonb_array_elements_text(c -> 'addressLines'))
    FROM jsonb_array_elements(${JSON.stringify(customers)}::jsonb) AS c`;
  await tx.$executeRaw`
    INSERT INTO people (created_at, id, email, name)
    SELECT DISTINCT ${at}::timestamptz, n.* FROM unnest(
      ${contacts.map((contact) => demoId(`person ${contact.email}`))}::uuid[], ${contacts.map((contact) => contact.email)}::text[],
      ${contacts.map((contact) => contact.name)}::text[]) AS n
    ON CONFLICT (email) DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO contacts (vendor_id, created_at, id, customer_id, person_id, role)
    SELECT ${northwind.id}::uuid, ${at}::timestamptz, n.id, n.customer_id, p.id, n.role FROM unnest(
      ${contacts.map((contact) => demoId(`contact ${contact.email} ${contact.customer.number}`))}::uuid[],
      ${contacts.map((contact) => contact.customer.id)}::uuid[], ${contacts.map((contact) => contact.email)}::text[],
      ${contacts.map((contact) => contact.role)}::text[]) AS n (id, customer_id, email, role)
    JOIN people p ON p.email = n.email`;
}
